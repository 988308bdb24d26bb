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
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Issues and verifies playback tokens: JWT (RFC 7519), HS256 only, {@code typ} and {@code aud} of their own, so that no
 * other token of the house or of the shop passes for one.
 */
public final class PlaybackTokens {
    private static final Map<Kind, JOSEObjectType> TYPES = Map.of(
            Kind.OPENING, new JOSEObjectType("estrade-hls+jwt"),
            Kind.GRANT, new JOSEObjectType("estrade-hls-grant+jwt"));
    private static final String AUDIENCE = "estrade:hls";
    private static final int MAX_LENGTH = 2048;
    /** The last of 43 characters carries four bits: nimbus would pass over junk and over two spare bits. */
    private static final Pattern CANONICAL =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private final KeyedSecrets secrets;
    private final Clock clock;

    public PlaybackTokens(KeyedSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    public String issue(PlaybackToken token) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPES.get(token.kind()))
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

    /** Empty unless this is an unexpired token of this house, signed by one of our keys. */
    public Optional<PlaybackToken> verify(String text) {
        if (text.length() > MAX_LENGTH || !CANONICAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            Optional<Kind> kind = kind(jwt.getHeader());
            return kind.isPresent() && isOurs(jwt) ? read(kind.get(), jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException e) {
            // nimbus answers some forged headers, such as the JSON text "null", with a NullPointerException.
            return Optional.empty();
        }
    }

    private static Optional<Kind> kind(JWSHeader header) {
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue().equals(header.getType()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                || header.getKeyID() == null
                || !Set.of("alg", "typ", "kid").equals(header.toJSONObject().keySet())) {
            return false;
        }
        Optional<byte[]> secret = secrets.byId(header.getKeyID());
        return secret.isPresent() && jwt.verify(new MACVerifier(secret.get()));
    }

    private Optional<PlaybackToken> read(Kind kind, JWTClaimsSet claims) throws ParseException {
        Date expires = claims.getExpirationTime();
        if (!claims.getAudience().equals(List.of(AUDIENCE)) || expires == null) {
            return Optional.empty();
        }
        Instant end = expires.toInstant();
        String platform = claims.getStringClaim("plt");
        String rel = claims.getStringClaim("rel");
        String session = claims.getStringClaim("sid");
        String user = claims.getSubject();
        if (!end.isAfter(clock.instant()) || platform == null || rel == null || session == null || user == null) {
            return Optional.empty();
        }
        Platform sentBy = Platform.valueOf(platform.toUpperCase(Locale.ROOT));
        return Rel.parse(rel).map(path -> new PlaybackToken(kind, path, user, sentBy, session, end));
    }
}
