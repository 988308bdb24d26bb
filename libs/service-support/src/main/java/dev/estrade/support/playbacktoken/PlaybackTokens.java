package dev.estrade.support.playbacktoken;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Issues and verifies playback tokens: JWT (RFC 7519), HS256 only, {@code typ} and {@code aud} of their own, so that no
 * other token of the house or of the shop passes for one.
 */
public final class PlaybackTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("estrade-hls+jwt");
    private static final String AUDIENCE = "estrade:hls";
    private static final int MAX_LENGTH = 2048;

    private final KeyedSecrets secrets;
    private final Clock clock;

    public PlaybackTokens(KeyedSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    public String issue(PlaybackToken token) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .keyID(secrets.currentId())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .subject(token.userId())
                .claim("rel", token.rel().toString())
                .claim("plt", token.platform().name().toLowerCase(Locale.ROOT))
                .claim("sid", token.sessionId())
                .expirationTime(Date.from(token.expires()))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new MACSigner(secrets.current()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign a playback token", e);
        }
        return jwt.serialize();
    }

    /** Empty unless this is an unexpired token of this kind, signed by one of our keys. */
    public Optional<PlaybackToken> verify(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return isOurs(jwt) ? read(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                || !TYPE.equals(header.getType())
                || header.getKeyID() == null
                || !Set.of("alg", "typ", "kid").equals(header.toJSONObject().keySet())) {
            return false;
        }
        Optional<byte[]> secret = secrets.byId(header.getKeyID());
        return secret.isPresent() && jwt.verify(new MACVerifier(secret.get()));
    }

    private Optional<PlaybackToken> read(JWTClaimsSet claims) throws ParseException {
        Date expires = claims.getExpirationTime();
        if (!claims.getAudience().equals(List.of(AUDIENCE)) || expires == null) {
            return Optional.empty();
        }
        Instant end = expires.toInstant();
        String platform = claims.getStringClaim("plt");
        String rel = claims.getStringClaim("rel");
        String session = claims.getStringClaim("sid");
        if (!end.isAfter(clock.instant()) || platform == null || rel == null || session == null) {
            return Optional.empty();
        }
        return Rel.parse(rel)
                .map(path -> new PlaybackToken(
                        path, claims.getSubject(), Platform.valueOf(platform.toUpperCase(Locale.ROOT)), session, end));
    }
}
