package dev.estrade.playback.progress;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code PUT /api/progress/{rel}}, in milliseconds where JSON has seconds.
 *
 * @param watched in the order and with the overlaps that the player sent
 */
record ProgressRequest(long position, List<Range> watched) {
    /** Players send what was watched since they sent last: a few ranges. */
    private static final int MOST = 200;

    /** Seconds; no lesson is as long. */
    private static final int LONGEST = 1_000_000;

    /** @throws ProblemException {@code request.invalid} that names each fault */
    static ProgressRequest of(JsonNode body) {
        List<FieldProblem> faults = new ArrayList<>();
        long position = isAbsent(body.get("position"))
                ? fault(faults, "position", "field.required", "Say where the user is, in seconds.")
                : milliseconds(body.path("position"), "position", faults);
        List<Range> watched = ranges(body.get("watched"), faults);
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return new ProgressRequest(position, watched);
    }

    private static List<Range> ranges(@Nullable JsonNode watched, List<FieldProblem> faults) {
        List<Range> ranges = new ArrayList<>();
        if (watched == null || watched.isNull()) {
            return ranges;
        }
        if (!watched.isArray()) {
            fault(faults, "watched", "field.type", "These are ranges: [[from, to], …].");
        } else if (watched.size() > MOST) {
            fault(faults, "watched", "field.size", "At most " + MOST + " ranges are taken at once.");
        } else {
            for (int i = 0; i < watched.size(); i++) {
                ranges.add(range(watched.get(i), "watched[" + i + "]", faults));
            }
        }
        return ranges;
    }

    private static Range range(JsonNode pair, String path, List<FieldProblem> faults) {
        if (!pair.isArray() || pair.size() != 2) {
            fault(faults, path, "field.type", "A range is [from, to].");
            return new Range(0, 0);
        }
        int before = faults.size();
        long from = milliseconds(pair.get(0), path + "[0]", faults);
        long to = milliseconds(pair.get(1), path + "[1]", faults);
        if (from > to && faults.size() == before) {
            fault(faults, path, "field.invalid", "A range ends after it begins.");
        }
        return new Range(from, to);
    }

    private static long milliseconds(JsonNode seconds, String path, List<FieldProblem> faults) {
        double value = seconds.isNumber() ? seconds.asDouble(Double.NaN) : Double.NaN;
        // NaN is not between anything.
        return value >= 0 && value <= LONGEST
                ? Math.round(value * 1000)
                : fault(faults, path, "field.invalid", "This is a number of seconds from 0 to " + LONGEST + ".");
    }

    private static long fault(List<FieldProblem> faults, String field, String code, String detail) {
        faults.add(new FieldProblem(field, code, detail));
        return 0;
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }
}
