package dev.estrade.playback.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.playback.entitlement.Original;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;

/** How an original is handed out: to be stored under its name, never to be opened in the page's place. */
final class Attachment {
    /** What its container says it is, if no browser runs that. */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("matroska", "video/x-matroska"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("mpegts", "video/mp2t"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("asf", "video/x-ms-asf"),
            Map.entry("ogg", "video/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("aac", "audio/aac"));

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_QUOTABLE = Pattern.compile("[^ -~]|[\"\\\\%]", Pattern.UNICODE_CHARACTER_CLASS);

    private Attachment() {}

    static HttpHeaders of(Original original) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_DISPOSITION, disposition(original.filename()));
        headers.set(
                HttpHeaders.CONTENT_TYPE,
                HARMLESS.getOrDefault(original.container(), MediaType.APPLICATION_OCTET_STREAM_VALUE));
        headers.setCacheControl("private, no-cache");
        headers.set("X-Content-Type-Options", "nosniff");
        return headers;
    }

    /**
     * RFC 6266 with both its forms (appendix D): Spring's {@code ContentDisposition} puts RFC 2047 into the first, which
     * clients that do not know the second take literally.
     */
    static String disposition(String filename) {
        String plain = ACCENTS.matcher(Normalizer.normalize(filename, Normalizer.Form.NFKD))
                .replaceAll("");
        return "attachment; filename=\"" + NOT_QUOTABLE.matcher(plain).replaceAll("_") + "\"; filename*=UTF-8''"
                + UriUtils.encode(filename, UTF_8);
    }
}
