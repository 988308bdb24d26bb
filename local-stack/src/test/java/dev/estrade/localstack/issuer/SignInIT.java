package dev.estrade.localstack.issuer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The authorization code flow with PKCE, as the studio goes through it and as others try. */
class SignInIT {
    private static final String STUDIO = Browser.STUDIO;
    private static final String PUBLIC_STUDIO = "https://videos.example/studio/";

    @TempDir
    private static Path home;

    private static Issuer issuer;
    private static Browser browser;

    @BeforeAll
    static void start() {
        StudioClient studio = new StudioClient("estrade-studio", "https://videos.example/");
        issuer = Issuer.start(new Home(home), Ports.free(), studio, "secret");
        browser = new Browser(issuer.uri());
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void saysInItsMetadataWhatItCan() throws Exception {
        HttpResponse<String> answer = browser.get("/.well-known/openid-configuration");
        JsonNode metadata = json(answer);
        assertThat(metadata.at("/issuer").asString()).isEqualTo(issuer.uri().toString());
        assertThat(metadata.at("/authorization_endpoint").asString()).isEqualTo(issuer.uri() + "/authorize");
        assertThat(metadata.at("/token_endpoint").asString()).isEqualTo(issuer.uri() + "/token");
        assertThat(metadata.at("/end_session_endpoint").asString()).isEqualTo(issuer.uri() + "/logout");
        assertThat(metadata.at("/response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(metadata.at("/code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.at("/grant_types_supported").toString()).contains("authorization_code", "refresh_token");
        assertThat(metadata.at("/request_uri_parameter_supported").asBoolean()).isFalse();
        assertThat(metadata.at("/token_endpoint_auth_methods_supported").toString())
                .contains("none");
        assertThat(Browser.header(answer, "Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(Browser.header(browser.get("/jwks"), "Access-Control-Allow-Origin"))
                .containsExactly("*");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:4242, 200",
        "127.0.0.1:4242, 200",
        "[::1]:4242, 200",
        "rebound.example, 421",
        "localhost.rebound.example, 421",
        "localhost:4242.rebound.example, 421"
    })
    void answersByItsOwnNamesOnly(String host, String status) throws IOException {
        String request = "GET /jwks HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), issuer.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void asksInTheBrowsersLanguageAndSuggestsWhoMadeTheDemo() {
        HttpResponse<String> french = browser.get(browser.authorize(Map.of()), "fr-CH, fr;q=0.9, en;q=0.8");
        assertThat(french.statusCode()).isEqualTo(200);
        assertThat(Browser.header(french, "Content-Type")).containsExactly("text/html; charset=UTF-8");
        assertThat(Browser.header(french, "Content-Security-Policy").get(0)).contains("default-src 'none'");
        assertThat(french.body())
                .contains("<html lang=\"fr\">", "développement", "value=\"trainer\"", "<label for=\"user\">")
                .doesNotContain("{{");
        assertThat(browser.get(browser.authorize(Map.of()), "de, ;;").body()).contains("<html lang=\"en\">");
        assertThat(browser.get(browser.authorize(Map.of("login_hint", "a\"><script>")))
                        .body())
                .contains("value=\"a&quot;&gt;&lt;script&gt;\"");
    }

    @Test
    void signsInByACode() throws Exception {
        HttpResponse<String> back = browser.signIn(Map.of("nonce", "n-1", "state", "s é"), "trainer-1", "trainer");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(Browser.location(back).toString()).startsWith(STUDIO + "?");
        assertThat(Browser.parameters(back))
                .containsEntry("state", "s é")
                .containsEntry("iss", issuer.uri().toString());
        HttpResponse<String> answer = browser.redeem(Browser.parameters(back), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Browser.header(answer, "Cache-Control")).containsExactly("no-store");
        assertThat(Browser.header(answer, "Access-Control-Allow-Origin")).containsExactly("*");
        JsonNode tokens = json(answer);
        assertThat(tokens.at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.at("/expires_in").asInt()).isEqualTo(3600);
        JWTClaimsSet access = verified(tokens.at("/access_token").asString());
        assertThat(access.getSubject()).isEqualTo("trainer-1");
        assertThat(access.getAudience()).containsExactly("estrade");
        assertThat(access.getStringListClaim("roles")).containsExactly("trainer");
        JWTClaimsSet id = verified(tokens.at("/id_token").asString());
        assertThat(id.getSubject()).isEqualTo("trainer-1");
        assertThat(id.getAudience()).containsExactly("estrade-studio");
        assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
    }

    @Test
    void refreshesOnceByEachToken() throws Exception {
        JsonNode first = tokens("learner-1", "learner");
        HttpResponse<String> refreshed = browser.refresh(first, "estrade-studio");
        JsonNode second = json(refreshed);
        assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
        assertThat(second.at("/refresh_token")).isNotEqualTo(first.at("/refresh_token"));
        assertThat(verified(second.at("/access_token").asString()).getSubject()).isEqualTo("learner-1");
        assertThat(verified(second.at("/id_token").asString()).getClaim("nonce"))
                .isNull();
        assertThat(browser.refresh(second, "another").body()).contains("invalid_grant");
    }

    @Test
    void endsASignInWhoseRefreshTokenCameTwice() throws Exception {
        JsonNode first = tokens("trainer-2", "trainer");
        JsonNode second = json(browser.refresh(first, "estrade-studio"));
        assertRefused(browser.refresh(first, "estrade-studio"), "invalid_grant");
        assertRefused(browser.refresh(second, "estrade-studio"), "invalid_grant");
    }

    @Test
    void endsASignInWhoseCodeCameTwice() throws Exception {
        Map<String, String> back = Browser.parameters(browser.signIn(Map.of(), "trainer-3", "trainer"));
        JsonNode tokens = json(browser.redeem(back, Map.of()));
        assertRefused(browser.redeem(back, Map.of()), "invalid_grant");
        assertRefused(browser.refresh(tokens, "estrade-studio"), "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, wrongwrongwrongwrongwrongwrongwrongwrongwrongwrong, invalid_grant",
        "code_verifier, '', invalid_grant",
        "redirect_uri, http://localhost:9999/studio/, invalid_grant",
        "redirect_uri, '', invalid_grant",
        "client_id, another, invalid_grant",
        "client_id, '', invalid_request",
        "code, guessed, invalid_grant",
        "code, '', invalid_request",
        "grant_type, implicit, unsupported_grant_type",
        "grant_type, '', invalid_request"
    })
    void refusesACodeThatIsPresentedOtherwise(String name, String value, String error) {
        Map<String, String> back = Browser.parameters(browser.signIn(Map.of(), "trainer-4", "trainer"));
        assertRefused(browser.redeem(back, Map.of(name, value)), error);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "scope, email, invalid_request",
        "response_mode, fragment, invalid_request",
        "prompt, none, login_required",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported"
    })
    void tellsTheStudioWhatIsWrongWithItsRequest(String name, String value, String error) {
        HttpResponse<String> answer = browser.get(browser.authorize(Map.of(name, value, "state", "s1")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(Browser.location(answer).toString()).startsWith(STUDIO + "?");
        assertThat(Browser.parameters(answer)).containsEntry("error", error).containsEntry("state", "s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/studio/",
                "http://localhost.evil.example/studio/",
                "http://localhost@evil.example/studio/",
                "http://evil.example#@localhost/studio/",
                "https://videos.example.evil.example/studio/",
                "http://videos.example/studio/",
                "http://localhost:8080/studio/../",
                "http://localhost:8080/studio",
                "http://localhost:8080/studio/?next=https://evil.example",
                "http://localhost:8080/other/",
                "/studio/",
                "javascript:alert(1)"
            })
    void neverGoesWhereTheStudioIsNot(String address) {
        for (String state : List.of("", "&prompt=none")) {
            String path = browser.authorize(Map.of("redirect_uri", address)) + state;
            assertPageOfRefusal(browser.get(path));
            assertPageOfRefusal(browser.post(path, Map.of("user", "trainer", "role", "trainer")));
        }
    }

    @Test
    void knowsNoOtherClient() {
        assertPageOfRefusal(browser.get(browser.authorize(Map.of("client_id", "another"))));
        assertPageOfRefusal(browser.get(browser.authorize(Map.of("client_id", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {STUDIO, "http://127.0.0.1:28080/studio/", "http://[::1]:1/studio/", PUBLIC_STUDIO})
    void goesWhereTheStudioMayBe(String address) {
        assertThat(browser.get(browser.authorize(Map.of("redirect_uri", address)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"'', trainer", "a/b, trainer", "trainer-1, service", "trainer-1, ''"})
    void asksAgainWhoCannotBe(String user, String role) {
        HttpResponse<String> answer = browser.signIn(Map.of(), user, role);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There can be no such user");
    }

    @Test
    void signsOutToTheStudioOnly() {
        HttpResponse<String> back = browser.get("/logout?"
                + Browser.encoded(
                        Map.of("post_logout_redirect_uri", STUDIO, "client_id", "estrade-studio", "state", "s 1")));
        assertThat(Browser.location(back).toString()).isEqualTo(STUDIO + "?state=s+1");
        HttpResponse<String> elsewhere = browser.get(
                "/logout?" + Browser.encoded(Map.of("post_logout_redirect_uri", "https://evil.example/studio/")));
        assertThat(elsewhere.statusCode()).isEqualTo(200);
        assertThat(Browser.header(elsewhere, "Location")).isEmpty();
        assertThat(browser.get("/logout").statusCode()).isEqualTo(200);
    }

    @Test
    void letsNoPageReadWhatAWellKnownPasswordGives() {
        HttpResponse<String> answer =
                browser.post("/token", Map.of("grant_type", "password", "username", "admin", "password", "admin"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Browser.header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersNothingElse() {
        assertThat(browser.get("/tokens").statusCode()).isEqualTo(404);
        assertThat(browser.get("/token").statusCode()).isEqualTo(405);
        assertThat(browser.post("/jwks", Map.of()).statusCode()).isEqualTo(405);
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
        assertThat(Browser.header(answer, "Cache-Control")).containsExactly("no-store");
    }

    private static void assertPageOfRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(400);
        assertThat(Browser.header(answer, "Location")).isEmpty();
        assertThat(Browser.header(answer, "Content-Type")).containsExactly("text/plain; charset=UTF-8");
    }

    private JsonNode tokens(String user, String role) throws Exception {
        return json(browser.redeem(Browser.parameters(browser.signIn(Map.of("nonce", "n"), user, role)), Map.of()));
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        var key = JWKSet.parse(browser.get("/jwks").body())
                .getKeyByKeyId(jwt.getHeader().getKeyID())
                .toRSAKey();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.uri().toString());
        return jwt.getJWTClaimsSet();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
