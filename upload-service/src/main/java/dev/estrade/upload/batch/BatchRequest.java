package dev.estrade.upload.batch;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/upload-batches}. */
record BatchRequest(@Nullable List<@Nullable Item> uploads) {
    private static final int MAX_NAME = 255;
    private static final String CONTENT_TYPES = "(video|audio)/[\\w.+-]{1,80}|application/(octet-stream|ogg|mxf)";

    /** @param size bytes */
    record Item(
            @Nullable String clientRef,
            @Nullable String filename,
            @Nullable String contentType,
            @Nullable Long size) {

        Announced announced() {
            return new Announced(
                    String.valueOf(clientRef),
                    String.valueOf(filename),
                    contentType == null || contentType.isBlank() ? "application/octet-stream" : contentType,
                    size == null ? 0 : size);
        }
    }

    /** An item that passed all checks. */
    record Announced(String clientRef, String filename, String contentType, long size) {}

    /** @throws ProblemException {@code request.invalid} with the JSON path of each fault */
    List<Announced> validated(int maxFiles) {
        List<FieldProblem> faults = new ArrayList<>();
        List<@Nullable Item> items = uploads == null ? List.of() : uploads;
        if (items.isEmpty() || items.size() > maxFiles) {
            faults.add(new FieldProblem("uploads", "field.size", "1 to " + maxFiles + " files are announced at once."));
        }
        Set<String> refs = new HashSet<>();
        List<Announced> announced = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            check("uploads[" + i + "]", item, refs, faults);
            if (item != null) {
                announced.add(item.announced());
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return announced;
    }

    private static void check(String path, @Nullable Item item, Set<String> refs, List<FieldProblem> faults) {
        if (item == null) {
            faults.add(new FieldProblem(path, "field.required", "A file is announced by an object."));
            return;
        }
        String ref = item.clientRef();
        if (ref == null || ref.isBlank() || ref.length() > MAX_NAME || !refs.add(ref)) {
            faults.add(new FieldProblem(
                    path + ".client_ref",
                    "field.invalid",
                    "Each file has a client_ref of its own, up to 255 characters."));
        }
        String filename = item.filename();
        if (filename == null || filename.isBlank() || filename.length() > MAX_NAME) {
            faults.add(
                    new FieldProblem(path + ".filename", "field.required", "A file has a name, up to 255 characters."));
        }
        Long size = item.size();
        if (size == null || size < 1) {
            faults.add(new FieldProblem(path + ".size", "field.invalid", "A file has at least one byte."));
        }
        String type = item.contentType();
        if (type != null && !type.isBlank() && !type.matches(CONTENT_TYPES)) {
            faults.add(new FieldProblem(
                    path + ".content_type", "field.invalid", "Only video/* and audio/* are accepted here."));
        }
    }
}
