package dev.estrade.support.playbacktoken;

import static dev.estrade.support.playbacktoken.SignedTokens.required;
import static dev.estrade.support.playbacktoken.SignedTokens.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues and verifies playback tokens. A player shows the same one hundreds of times, so verified ones are remembered. */
public final class PlaybackTokens {
    private static final JOSEObjectType OPENING = new JOSEObjectType("estrade-hls+jwt");
    private static final JOSEObjectType GRANT = new JOSEObjectType("estrade-hls-grant+jwt");
    /** About 1 KB each. */
    private static final int REMEMBERED = 10_000;

    private final SignedTokens tokens;
    private final Clock clock;
    private final Cache<String, PlaybackToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public PlaybackTokens(KeyedSecrets secrets, Clock clock) {
        this.tokens = new SignedTokens(secrets, "estrade:hls");
        this.clock = clock;
    }

    public String issue(PlaybackToken token) {
        return tokens.sign(
                type(token.kind()),
                new JWTClaimsSet.Builder()
                        .subject(token.userId())
                        .claim("rel", token.rel().toString())
                        .claim("plt", token.platform().name().toLowerCase(Locale.ROOT))
                        .claim("sid", token.sessionId())
                        .claim("rev", token.issued().toEpochMilli())
                        .expirationTime(Date.from(token.expires())));
    }

    /**
     * Empty unless this is an unexpired token of this house, signed by one of our keys. What may change about it, time
     * here and revocations with its user, is asked each time; only what was signed is remembered.
     */
    public Optional<PlaybackToken> verify(String text) {
        Instant now = clock.instant();
        PlaybackToken known = verified.getIfPresent(text);
        if (known != null) {
            return Optional.of(known).filter(token -> token.expires().isAfter(now));
        }
        Optional<PlaybackToken> token = tokens.read(text, PlaybackTokens::read)
                .filter(read -> read.expires().isAfter(now));
        token.ifPresent(read -> verified.put(text, read));
        return token;
    }

    private static Optional<PlaybackToken> read(@Nullable JOSEObjectType type, JWTClaimsSet claims)
            throws ParseException {
        for (Kind kind : Kind.values()) {
            if (type(kind).equals(type)) {
                return Optional.of(token(kind, claims));
            }
        }
        return Optional.empty();
    }

    private static JOSEObjectType type(Kind kind) {
        return switch (kind) {
            case OPENING -> OPENING;
            case GRANT -> GRANT;
        };
    }

    private static PlaybackToken token(Kind kind, JWTClaimsSet claims) throws ParseException {
        return new PlaybackToken(
                kind,
                SignedTokens.rel(claims),
                required(claims.getSubject(), "sub"),
                Platform.valueOf(text(claims, "plt").toUpperCase(Locale.ROOT)),
                text(claims, "sid"),
                Instant.ofEpochMilli(required(claims.getLongClaim("rev"), "rev")),
                required(claims.getExpirationTime(), "exp").toInstant());
    }
}
