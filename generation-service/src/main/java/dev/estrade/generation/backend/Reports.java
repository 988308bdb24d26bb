package dev.estrade.generation.backend;

import dev.estrade.generation.job.NamedResult;
import dev.estrade.generation.job.Report;
import dev.estrade.generation.job.Report.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What backends say: {@code {status, progress?, data: {files|images|videos: […]}, error?}}. A result is an address, or
 * an object with {@code url} or with {@code upload}, the number of the upload URL that it was put to, from 0.
 */
public final class Reports {
    /** Further ones are not brought in. */
    static final int MOST_RESULTS = 100;

    private static final List<String> LISTS = List.of("files", "images", "videos");
    private static final List<String> ADDRESSES = List.of("url", "s3_url", "file_url", "image_url", "video_url");
    private static final int LONGEST_URL = 4096;

    private static final Map<Outcome, List<String>> WORDS = Map.of(
            Outcome.QUEUED, List.of("queued", "pending", "waiting", "scheduled", "submitted", "created", "accepted"),
            Outcome.PROCESSING,
                    List.of("processing", "running", "started", "in_progress", "in-progress", "generating", "progress"),
            Outcome.COMPLETED, List.of("completed", "complete", "succeeded", "success", "finished", "done"),
            Outcome.FAILED, List.of("failed", "failure", "error", "errored", "cancelled", "canceled", "rejected"));

    private static final Map<String, Outcome> BY_WORD = WORDS.entrySet().stream()
            .flatMap(known -> known.getValue().stream().map(word -> Map.entry(word, known.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Reports() {}

    /** Whatever is of no known form is passed over. */
    public static Report of(JsonNode said) {
        String word = said.path("status").asString("").strip().toLowerCase(Locale.ROOT);
        return new Report(
                BY_WORD.getOrDefault(word, Outcome.UNKNOWN), progress(said), results(said), error(said.path("error")));
    }

    private static @Nullable Integer progress(JsonNode said) {
        JsonNode progress = said.path("progress");
        return progress.isNumber() ? (int) Math.max(0, Math.min(100, progress.asDouble())) : null;
    }

    private static List<NamedResult> results(JsonNode said) {
        return Stream.of(said.path("data"), said.path("result"), said)
                .flatMap(place -> LISTS.stream().map(place::path))
                .filter(JsonNode::isArray)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .map(list -> list.valueStream()
                        .limit(MOST_RESULTS)
                        .map(Reports::result)
                        .toList())
                .orElse(List.of());
    }

    private static NamedResult result(JsonNode named) {
        if (named.isString()) {
            return new NamedResult(url(named), null, null, null, null);
        }
        JsonNode upload = named.path("upload");
        String url = ADDRESSES.stream()
                .map(named::path)
                .filter(JsonNode::isString)
                .findFirst()
                .map(Reports::url)
                .orElse(null);
        return new NamedResult(
                url,
                upload.isInt() ? upload.asInt() : null,
                whole(named.path("width")),
                whole(named.path("height")),
                seconds(named.path("duration")));
    }

    /** One that is too long is no URL: it is refused as such later. */
    private static String url(JsonNode text) {
        String url = text.asString();
        return url.length() > LONGEST_URL ? "" : url;
    }

    private static @Nullable Integer whole(JsonNode number) {
        return number.isInt() && number.asInt() > 0 ? number.asInt() : null;
    }

    private static @Nullable Double seconds(JsonNode number) {
        return number.isNumber() && number.asDouble() > 0 && Double.isFinite(number.asDouble())
                ? number.asDouble()
                : null;
    }

    private static @Nullable String error(JsonNode error) {
        String text = error.isObject() ? error.path("message").asString("") : error.asString("");
        return text.isBlank() ? null : text.strip();
    }
}
