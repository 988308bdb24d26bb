package dev.estrade.localstack.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.sun.net.httpserver.HttpServer;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenID Connect issuer for development: discovery, keys, a token endpoint, and a sign-in page that believes whatever
 * it is told. It listens on the loopback interface only, and must never be reachable from elsewhere.
 */
public final class Issuer implements AutoCloseable {
    private static final Duration CODES_LIVE = Duration.ofSeconds(60);
    private static final Duration REFRESH_TOKENS_LIVE = Duration.ofHours(12);

    private static final String AUTHORIZE = "/authorize";
    private static final String TOKEN = "/token";
    private static final String LOGOUT = "/logout";
    private static final String KEYS = "/jwks";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    private Issuer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** @param serviceSecret the secret of the client {@code service} */
    public static Issuer start(Home home, int port, StudioClient studio, String serviceSecret) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var issuer = new Issuer(server);
            issuer.serve(SigningKey.of(home.file("issuer-key.json")), studio, serviceSecret);
            server.start();
            return issuer;
        } catch (IOException | JOSEException e) {
            throw new StackException("The identity provider does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public URI jwkSetUri() {
        return uri().resolve(KEYS);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(SigningKey key, StudioClient studio, String serviceSecret) {
        OneTimeTokens<SignIn> refreshTokens = new OneTimeTokens<>(REFRESH_TOKENS_LIVE, signIn -> {});
        // Whoever had the code before may have refreshed already (RFC 6749, 4.1.2).
        OneTimeTokens<CodeGrant> codes = new OneTimeTokens<>(CODES_LIVE, code -> refreshTokens.forget(code.signIn()));
        Jwts jwts = new Jwts(key, uri());
        String keys = key.publicSet();
        String discovery = discovery().toJSONObject().toJSONString();
        serve("/.well-known/openid-configuration", Set.of("GET"), request -> published(discovery));
        serve(KEYS, Set.of("GET"), request -> published(keys));
        serve(AUTHORIZE, Set.of("GET", "POST"), new AuthorizationEndpoint(studio, uri(), codes)::answer);
        serve(TOKEN, Set.of("POST"), new TokenEndpoint(jwts, serviceSecret, codes, refreshTokens)::answer);
        serve(LOGOUT, Set.of("GET"), new LogoutEndpoint(studio)::answer);
    }

    private void serve(String path, Set<String> methods, Route.Endpoint endpoint) {
        server.createContext(path, new Route(uri(), path, methods, endpoint));
    }

    private static HTTPResponse published(String json) {
        return Route.readableEverywhere(Route.text(200, "application/json", json));
    }

    private OIDCProviderMetadata discovery() {
        var metadata = new OIDCProviderMetadata(
                new com.nimbusds.oauth2.sdk.id.Issuer(uri()), List.of(SubjectType.PUBLIC), jwkSetUri());
        metadata.setAuthorizationEndpointURI(uri().resolve(AUTHORIZE));
        metadata.setTokenEndpointURI(uri().resolve(TOKEN));
        metadata.setEndSessionEndpointURI(uri().resolve(LOGOUT));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(List.of(
                GrantType.AUTHORIZATION_CODE,
                GrantType.REFRESH_TOKEN,
                GrantType.CLIENT_CREDENTIALS,
                GrantType.PASSWORD));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setTokenEndpointAuthMethods(List.of(
                ClientAuthenticationMethod.NONE,
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                ClientAuthenticationMethod.CLIENT_SECRET_POST));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setScopes(new Scope("openid"));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setSupportsRequestURIParam(false);
        return metadata;
    }
}
