package dev.estrade.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows nothing but the issuer's address gets a token and can verify it. */
class IssuerIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path home;

    private static InfraProcess infra;

    @BeforeAll
    static void start() throws Exception {
        infra = InfraProcess.start(home);
    }

    @AfterAll
    static void stop() throws Exception {
        infra.close();
    }

    @Test
    void issuesTokensThatItsKeysVerify() throws Exception {
        JWTClaimsSet claims = verified(token("grant_type=password&username=trainer&password=trainer"));
        assertThat(claims.getSubject()).isEqualTo("trainer");
        assertThat(claims.getStringListClaim("roles")).containsExactly("trainer");
        assertThat(claims.getIssuer()).isEqualTo(infra.address("ESTRADE_ISSUER_URI"));
        assertThat(claims.getExpirationTime()).isAfter(new Date());
    }

    @Test
    void knowsTheServiceByItsSecret() throws Exception {
        String secret = URLEncoder.encode(infra.address("ESTRADE_SERVICE_CLIENT_SECRET"), StandardCharsets.UTF_8);
        String form = "grant_type=client_credentials&client_id=service&client_secret=";
        assertThat(verified(token(form + secret)).getStringListClaim("roles")).containsExactly("service");
        assertThat(post(form + "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWrongPasswordsAndForms() throws Exception {
        assertThat(post("grant_type=password&username=admin&password=trainer").statusCode())
                .isEqualTo(400);
        assertThat(post("grant_type=%").statusCode()).isEqualTo(400);
        assertThat(post("").body()).contains("invalid_request");
        assertThat(post("grant_type=implicit").body()).contains("unsupported_grant_type");
    }

    /** The flow itself is SignInIT's. */
    @Test
    void knowsTheStudioByTheGatewaysDefaults() throws Exception {
        String request = metadata("authorization_endpoint")
                + "?response_type=code&client_id=estrade-studio&scope=openid"
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fstudio%2F"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        HttpResponse<String> page =
                HTTP.send(HttpRequest.newBuilder(URI.create(request)).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">");
    }

    private static String token(String form) throws Exception {
        return JsonMapper.shared()
                .readTree(post(form).body())
                .get("access_token")
                .asString();
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(get(metadata("jwks_uri")).toString());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static String metadata(String name) throws Exception {
        return get(infra.address("ESTRADE_ISSUER_URI") + "/.well-known/openid-configuration")
                .get(name)
                .asString();
    }

    private static JsonNode get(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        return JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static HttpResponse<String> post(String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(metadata("token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
