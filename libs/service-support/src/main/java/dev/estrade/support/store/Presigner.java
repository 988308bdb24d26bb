package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/**
 * Presigned URLs by AWS Signature Version 4 in the query string, payload unsigned. Unlike most clients it signs the
 * headers that it is given as well, so a URL holds for one exact length and type and the store refuses any other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">SigV4 query string</a>
 */
final class Presigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    private final URI endpoint;
    private final String bucket;
    private final boolean pathStyle;
    private final SigningKeys keys;
    private final Clock clock;

    Presigner(URI endpoint, String bucket, boolean pathStyle, SigningKeys keys, Clock clock) {
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.pathStyle = pathStyle;
        this.keys = keys;
        this.clock = clock;
    }

    String bucket() {
        return bucket;
    }

    /**
     * @param key the object's key, not encoded; empty for the bucket itself
     * @param query further query parameters, such as {@code uploadId}; signed
     * @param headers that the request must then carry with exactly these values; {@code host} is added
     */
    URI presign(
            HttpMethod method, String key, Duration expiry, Map<String, String> query, Map<String, String> headers) {
        Instant now = clock.instant();
        String time = TIME.format(now);
        String scope = time.substring(0, DAY) + "/" + keys.region() + "/s3/aws4_request";
        TreeMap<String, String> signedHeaders = new TreeMap<>();
        headers.forEach((name, value) -> signedHeaders.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signedHeaders.put("host", host());

        TreeMap<String, String> parameters = new TreeMap<>(query);
        parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        parameters.put("X-Amz-Credential", keys.accessKeyId() + "/" + scope);
        parameters.put("X-Amz-Date", time);
        parameters.put("X-Amz-Expires", Long.toString(expiry.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", String.join(";", signedHeaders.keySet()));

        String path = path(key);
        String queryString = queryString(parameters);
        String canonical = method.name() + "\n" + path + "\n" + queryString + "\n" + headerLines(signedHeaders) + "\n"
                + String.join(";", signedHeaders.keySet()) + "\nUNSIGNED-PAYLOAD";
        String signature = keys.sign(time, scope, canonical);
        return URI.create(
                endpoint.getScheme() + "://" + host() + path + "?" + queryString + "&X-Amz-Signature=" + signature);
    }

    private String host() {
        String authority = endpoint.getAuthority();
        return pathStyle ? authority : bucket + "." + authority;
    }

    private String path(String key) {
        String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/+$", "");
        String inBucket = pathStyle ? "/" + encode(bucket) : "";
        String encodedKey = key.isEmpty() ? "" : "/" + encode(key).replace("%2F", "/");
        String path = base + inBucket + encodedKey;
        return path.isEmpty() ? "/" : path;
    }

    private static String queryString(TreeMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String headerLines(TreeMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** RFC 3986's unreserved characters stay, all others are percent-encoded. */
    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
