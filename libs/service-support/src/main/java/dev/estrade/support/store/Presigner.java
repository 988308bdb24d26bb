package dev.estrade.support.store;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;

/**
 * Presigned URLs by AWS Signature Version 4 in the query string, payload unsigned. Unlike most clients it signs the
 * headers that it is given as well, so a URL holds for one exact length and type and the store refuses any other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">SigV4 query string</a>
 */
final class Presigner {
    private final String bucket;
    private final SigningKeys keys;
    private final Clock clock;
    private final String host;
    private final String origin;
    private final String root;

    Presigner(URI endpoint, String bucket, boolean pathStyle, SigningKeys keys, Clock clock) {
        this.bucket = bucket;
        this.keys = keys;
        this.clock = clock;
        String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/+$", "");
        this.host = pathStyle ? endpoint.getAuthority() : bucket + "." + endpoint.getAuthority();
        this.origin = endpoint.getScheme() + "://" + host;
        this.root = pathStyle ? base + "/" + PercentEncoding.encoded(bucket) : base;
    }

    String bucket() {
        return bucket;
    }

    /**
     * @param key the object's key, not encoded; empty for the bucket itself
     * @param query further query parameters, such as {@code uploadId}; signed. Small letters begin their names, so in
     *     SigV4's order they follow its own
     * @param headers that the request must then carry with exactly these values; {@code host} is added
     */
    URI presign(
            HttpMethod method, String key, Duration expiry, Map<String, String> query, Map<String, String> headers) {
        return presign(method, key, clock.instant(), expiry, query, headers);
    }

    /**
     * A GET that is the same URL for everybody within a window, so that caches can keep its answer.
     *
     * @param window for how long it is valid at least, and twice that at most
     * @param query as in {@link #presign}
     */
    URI presignGet(String key, Duration window, Map<String, String> query) {
        long seconds = window.toSeconds();
        long begin = Math.floorDiv(clock.instant().getEpochSecond(), seconds) * seconds;
        return presign(HttpMethod.GET, key, Instant.ofEpochSecond(begin), window.multipliedBy(2), query, Map.of());
    }

    private URI presign(
            HttpMethod method,
            String key,
            Instant from,
            Duration expiry,
            Map<String, String> query,
            Map<String, String> headers) {
        SigningKeys.Moment now = keys.at(from);
        SortedMap<String, String> signedHeaders = withHost(headers);
        String path = path(key);
        String parameters = now.parameters() + "&X-Amz-Expires=" + expiry.toSeconds() + "&X-Amz-SignedHeaders="
                + String.join("%3B", signedHeaders.keySet()) + further(query);
        String canonical = method.name() + "\n" + path + "\n" + parameters + "\n" + lines(signedHeaders) + "\n"
                + String.join(";", signedHeaders.keySet()) + "\nUNSIGNED-PAYLOAD";
        return URI.create(origin + path + "?" + parameters + "&X-Amz-Signature=" + now.sign(canonical));
    }

    private SortedMap<String, String> withHost(Map<String, String> headers) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", host);
        return signed;
    }

    private String path(String key) {
        String path = key.isEmpty() ? root : root + "/" + PercentEncoding.encodedPath(key);
        return path.isEmpty() ? "/" : path;
    }

    private static String further(Map<String, String> query) {
        if (query.isEmpty()) {
            return "";
        }
        StringBuilder parameters = new StringBuilder();
        new TreeMap<>(query)
                .forEach((name, value) -> parameters
                        .append('&')
                        .append(PercentEncoding.encoded(name))
                        .append('=')
                        .append(PercentEncoding.encoded(value)));
        return parameters.toString();
    }

    private static String lines(SortedMap<String, String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.toString();
    }
}
