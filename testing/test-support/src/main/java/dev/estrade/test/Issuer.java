package dev.estrade.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An identity provider with one RSA key: its JWK set over HTTP, and access tokens for whomever a test needs. */
public final class Issuer implements AutoCloseable {
    private final RSAKey key;
    private final DisposableServer server;

    private Issuer(RSAKey key) {
        this.key = key;
        String keys = new JWKSet(key.toPublicJWK()).toString();
        server = HttpServer.create()
                .port(0)
                .route(routes -> routes.get(
                        "/jwks",
                        (request, response) -> response.header("Content-Type", "application/json")
                                .sendString(Mono.just(keys))))
                .bindNow();
    }

    public static Issuer start() {
        try {
            return new Issuer(new RSAKeyGenerator(2048).keyID("test").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For {@code ESTRADE_JWK_SET_URI}. */
    public String jwkSetUri() {
        return "http://localhost:" + server.port() + "/jwks";
    }

    /** An access token for five minutes. */
    public String token(String userId, String... roles) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
