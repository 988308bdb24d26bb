package dev.estrade.support.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class AccessTokensTests {
    private static final String ISSUER = "https://login.shop.test";
    private static final String AUDIENCE = "estrade";
    private static final RSAKey KEY = key("k1");
    private static final DisposableServer KEYS = HttpServer.create()
            .port(0)
            .route(routes -> routes.get(
                    "/jwks",
                    (request, response) -> response.header("Content-Type", "application/json")
                            .sendString(Mono.just(new JWKSet(KEY.toPublicJWK()).toString()))))
            .bindNow();

    @AfterAll
    static void stop() {
        KEYS.disposeNow();
    }

    @Test
    void knowsWhoItsIssuerSaysItIs() {
        Jwt read = decode(signed(claims().build()), AUDIENCE);

        assertThat(read.getSubject()).isEqualTo("u1");
    }

    @Test
    void asksForAnAudienceWhereOneIsSetOnly() {
        String withoutOne = signed(claims().audience((String) null).build());

        assertThat(decode(withoutOne, null).getSubject()).isEqualTo("u1");
        assertThatThrownBy(() -> decode(withoutOne, AUDIENCE)).isInstanceOf(BadJwtException.class);
    }

    static Stream<Arguments> forged() throws JOSEException {
        JWTClaimsSet good = claims().build();
        String token = signed(good);
        String[] parts = token.split("\\.", -1);
        byte[] publicKey = KEY.toRSAPublicKey().getEncoded();
        return Stream.of(
                Arguments.of(
                        "another issuer's",
                        signed(claims().issuer(ISSUER + ".evil.test").build())),
                Arguments.of("nobody's", signed(claims().issuer(null).build())),
                Arguments.of(
                        "for another audience", signed(claims().audience("shop").build())),
                Arguments.of(
                        "of yesterday",
                        signed(claims().expirationTime(in(-3600)).build())),
                Arguments.of(
                        "of tomorrow", signed(claims().notBeforeTime(in(3600)).build())),
                Arguments.of("unsigned", new PlainJWT(good).serialize()),
                Arguments.of("without its signature", parts[0] + "." + parts[1] + "."),
                Arguments.of(
                        "with another's signature",
                        token.substring(0, token.lastIndexOf('.') + 1)
                                + signed(claims().subject("u2").build()).split("\\.", -1)[2]),
                Arguments.of(
                        "signed by a key of its own under our key's name",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("k1")
                                        .build(),
                                new RSASSASigner(key("k1")),
                                good)),
                Arguments.of(
                        "that brings its key",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .jwk(key("k2").toPublicJWK())
                                        .build(),
                                new RSASSASigner(key("k2")),
                                good)),
                Arguments.of(
                        "signed with our public key as if it were a secret",
                        signed(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID("k1")
                                        .build(),
                                new MACSigner(publicKey),
                                good)),
                Arguments.of("with something behind it", token + ".x"),
                Arguments.of("that is none", "x.y.z"));
    }

    /** As bad, not because nothing could be said of them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void refuses(String what, String token) {
        assertThatThrownBy(() -> decode(token, AUDIENCE)).as(what).isInstanceOf(BadJwtException.class);
    }

    private static Jwt decode(String token, @Nullable String audience) {
        URI keys = URI.create("http://localhost:" + KEYS.port() + "/jwks");
        AuthProperties settings = new AuthProperties(URI.create(ISSUER), keys, "roles", audience);
        return AccessTokens.decoder(settings).decode(token).blockOptional().orElseThrow();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("account", AUDIENCE))
                .subject("u1")
                .expirationTime(in(300));
    }

    private static String signed(JWTClaimsSet claims) {
        try {
            return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), new RSASSASigner(KEY), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
