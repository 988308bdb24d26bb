package dev.estrade.localstack.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs RS256 access tokens and ID tokens as an identity provider would. */
final class Jwts {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String AUDIENCE = "estrade";

    private final SigningKey key;
    private final URI issuer;

    Jwts(SigningKey key, URI issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    BearerAccessToken access(String subject, String role) {
        String token = key.sign(claims(subject, role, AUDIENCE).build());
        return new BearerAccessToken(token, LIFETIME.toSeconds(), null);
    }

    /** @param nonce of the first one; refreshed ones have none (OpenID Connect Core, 12.2) */
    String id(SignIn signIn, @Nullable Nonce nonce) {
        JWTClaimsSet.Builder claims =
                claims(signIn.user(), signIn.role(), signIn.client().getValue());
        claims.claim("auth_time", signIn.at().getEpochSecond()).claim("preferred_username", signIn.user());
        if (nonce != null) {
            claims.claim("nonce", nonce.getValue());
        }
        return key.sign(claims.build());
    }

    private JWTClaimsSet.Builder claims(String subject, String role, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(subject)
                .audience(audience)
                .claim("roles", List.of(role))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }
}
