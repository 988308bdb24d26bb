package dev.estrade.catalog.post;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT …/stop/}. What else the source's frontend says of its film is not read. */
record StopRequest(@Nullable VideoData videoData) {
    private static final Pattern FILE_KEY =
            Pattern.compile("videos/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.[a-z0-9]{1,8})?");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** @param url one of our {@code public_url}s, or the browser's own {@code blob:} or {@code data:} */
    record VideoData(
            @Nullable String url,
            @Nullable String fileKey,
            @Nullable String videoId) {}

    /**
     * What is to be kept.
     *
     * @param uploadId null for what was recorded
     * @param mediaExpected whether the live stays open if there is neither
     */
    record Wanted(@Nullable String uploadId, boolean mediaExpected) {
        private static final Wanted NOTHING = new Wanted(null, false);
        private static final Wanted RECORDED = new Wanted(null, true);
    }

    /** @throws ProblemException {@code recording.unreachable_url} for a film that is nowhere of ours */
    Wanted wanted(PostProperties settings) {
        if (videoData == null) {
            return Wanted.NOTHING;
        }
        if (isSaid(videoData.videoId())) {
            String id = String.valueOf(videoData.videoId());
            return upload(UUID.matcher(id).matches() ? Optional.of(id) : Optional.empty());
        }
        if (isSaid(videoData.fileKey())) {
            return upload(idOf(String.valueOf(videoData.fileKey())));
        }
        return isSaid(videoData.url()) ? of(String.valueOf(videoData.url()).strip(), settings) : Wanted.NOTHING;
    }

    private static Wanted of(String url, PostProperties settings) {
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (scheme.equals("blob") || scheme.equals("data")) {
            return Wanted.RECORDED;
        }
        String path = url.replaceFirst("[?#].*", "");
        return upload(below(settings.base() + "/media/", path)
                .or(() -> Optional.ofNullable(settings.cdnDomain())
                        .filter(domain -> !domain.isBlank())
                        .flatMap(domain -> below("https://" + domain.replaceAll("^https?://|/+$", "") + "/", path)))
                .flatMap(StopRequest::idOf));
    }

    private static Optional<String> below(String prefix, String url) {
        return url.startsWith(prefix) ? Optional.of(url.substring(prefix.length())) : Optional.empty();
    }

    private static Optional<String> idOf(String fileKey) {
        Matcher key = FILE_KEY.matcher(fileKey);
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }

    private static Wanted upload(Optional<String> id) {
        return new Wanted(
                id.orElseThrow(() -> ProblemException.of(
                        CatalogProblem.RECORDING_UNREACHABLE,
                        "The film lies nowhere of this platform's: upload it, and stop again with its file_key.")),
                true);
    }

    private static boolean isSaid(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
