package dev.estrade.localstack.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs RS256 access tokens as an identity provider would. */
final class AccessTokens {
    static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKey key;
    private final URI issuer;

    AccessTokens(SigningKey key, URI issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    String issue(String subject, List<String> roles) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(subject)
                .audience("estrade")
                .claim("roles", roles)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.key().getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        return signed(new SignedJWT(header, claims));
    }

    private String signed(SignedJWT token) {
        try {
            token.sign(new RSASSASigner(key.key()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
