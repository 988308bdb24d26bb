package dev.estrade.localstack.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Somebody's browser, with the studio in it: it does not follow redirects, and looks where they go. */
final class Browser {
    static final String STUDIO = "http://localhost:8080/studio/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI issuer;
    private final CodeVerifier verifier = new CodeVerifier();

    Browser(URI issuer) {
        this.issuer = issuer;
    }

    HttpResponse<String> get(String path, String language) {
        return send(HttpRequest.newBuilder(issuer.resolve(path)).header("Accept-Language", language));
    }

    HttpResponse<String> get(String path) {
        return get(path, "*");
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://localhost:8080")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    HttpResponse<String> signIn(Map<String, String> parameters, String user, String role) {
        return post(authorize(parameters), Map.of("user", user, "role", role));
    }

    /** @param changes to what the studio asks; without a value it asks nothing */
    String authorize(Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "estrade-studio");
        parameters.put("scope", "openid");
        parameters.put("redirect_uri", STUDIO);
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        return "/authorize?" + encoded(changed(parameters, changes));
    }

    HttpResponse<String> redeem(Map<String, String> back, Map<String, String> changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", back.getOrDefault("code", ""));
        form.put("redirect_uri", STUDIO);
        form.put("client_id", "estrade-studio");
        form.put("code_verifier", verifier.getValue());
        return post("/token", changed(form, changes));
    }

    HttpResponse<String> refresh(JsonNode tokens, String client) {
        return post(
                "/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.at("/refresh_token").asString(),
                        "client_id",
                        client));
    }

    private static Map<String, String> changed(Map<String, String> values, Map<String, String> changes) {
        values.putAll(changes);
        values.values().removeIf(String::isEmpty);
        return values;
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The parameters of the address that an answer redirects to. */
    static Map<String, String> parameters(HttpResponse<String> redirect) {
        return URLUtils.parseParameters(location(redirect).getRawQuery()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(" ", entry.getValue())));
    }

    static URI location(HttpResponse<String> redirect) {
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }

    static List<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().allValues(name);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
