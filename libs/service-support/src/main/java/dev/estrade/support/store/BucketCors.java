package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The bucket's rules for browsers. They are set where there are none and the store lets us; an operator's own stay.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
public final class BucketCors {
    private static final String RULE =
            "<CORSRule>%s<AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>"
                    + "<AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod>"
                    + "<AllowedMethod>DELETE</AllowedMethod><AllowedHeader>*</AllowedHeader>"
                    + "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds></CORSRule>";

    /** What a signed address opens, any page may read: behind a redirect browsers say {@code Origin: null}. */
    private static final String READ_RULE =
            "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                    + "<AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader>"
                    + "<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds></CORSRule>";

    private final StoreCalls calls;
    private final WebClient http;
    private final Presigner external;

    BucketCors(StoreCalls calls, WebClient http, Presigner external) {
        this.calls = calls;
        this.http = http;
        this.external = external;
    }

    /** What {@link #ensure} found or did. */
    public enum Outcome {
        /** Rules were there. */
        KEPT,
        SET,
        /** This store, or this access key, does not offer it. */
        NOT_OFFERED
    }

    /** @param origins such as {@code https://shop.example}, or {@code https://*.shop.example} */
    public Mono<Outcome> ensure(List<String> origins) {
        return calls.to(HttpMethod.GET, "", Map.of("cors", ""), Map.of())
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .flatMap(status -> {
                    if (status.is2xxSuccessful()) {
                        return Mono.just(Outcome.KEPT);
                    }
                    return status.value() == HttpStatus.NOT_FOUND.value()
                            ? set(origins)
                            : Mono.just(Outcome.NOT_OFFERED);
                })
                .timeout(StoreCalls.ANSWER);
    }

    /** Whether a page of this origin may PUT and read the ETag: asks as a browser does. */
    public Mono<Boolean> allows(String origin) {
        return http.options()
                .uri(external.presign(HttpMethod.PUT, "uploads/preflight", Duration.ofMinutes(1), Map.of(), Map.of()))
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "PUT")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
                .exchangeToMono(answer -> answer.releaseBody()
                        .thenReturn(answer.statusCode().is2xxSuccessful()
                                && isAllowed(answer.headers().asHttpHeaders(), origin)))
                .timeout(StoreCalls.ANSWER);
    }

    private static boolean isAllowed(HttpHeaders headers, String origin) {
        String allowed = headers.getAccessControlAllowOrigin();
        return (origin.equals(allowed) || "*".equals(allowed))
                && headers.getAccessControlAllowMethods().contains(HttpMethod.PUT);
    }

    private Mono<Outcome> set(List<String> origins) {
        String allowed = origins.stream()
                .map(origin -> "<AllowedOrigin>" + origin.replaceAll("[<>&]", "") + "</AllowedOrigin>")
                .collect(Collectors.joining());
        byte[] body = ("<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + RULE.formatted(allowed)
                        + READ_RULE + "</CORSConfiguration>")
                .getBytes(UTF_8);
        return calls.to(HttpMethod.PUT, "", Map.of("cors", ""), Map.of("Content-MD5", md5(body)))
                .contentType(MediaType.APPLICATION_XML)
                .bodyValue(body)
                .exchangeToMono(answer -> answer.releaseBody()
                        .thenReturn(answer.statusCode().is2xxSuccessful() ? Outcome.SET : Outcome.NOT_OFFERED));
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
