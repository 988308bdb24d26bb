package dev.estrade.support.playbacktoken;

import static dev.estrade.support.playbacktoken.SignedTokens.required;
import static dev.estrade.support.playbacktoken.SignedTokens.text;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.estrade.support.keys.KeyedSecrets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues and verifies download tokens. */
public final class DownloadTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("estrade-download+jwt");

    private final SignedTokens tokens;
    private final Clock clock;

    public DownloadTokens(KeyedSecrets secrets, Clock clock) {
        this.tokens = new SignedTokens(secrets, "estrade:download");
        this.clock = clock;
    }

    public String issue(DownloadToken token) {
        return tokens.sign(
                TYPE,
                new JWTClaimsSet.Builder()
                        .subject(token.userId())
                        .claim("rel", token.rel().toString())
                        .claim("gen", token.generation())
                        .claim("file", token.filename())
                        .claim("sid", token.sessionId())
                        .claim("rev", token.issued().toEpochMilli())
                        .expirationTime(Date.from(token.expires())));
    }

    /** Empty unless this is an unexpired token of this house, signed by one of our keys. */
    public Optional<DownloadToken> verify(String text) {
        return tokens.read(text, DownloadTokens::read)
                .filter(token -> token.expires().isAfter(clock.instant()));
    }

    private static Optional<DownloadToken> read(@Nullable JOSEObjectType type, JWTClaimsSet claims)
            throws ParseException {
        return TYPE.equals(type) ? Optional.of(token(claims)) : Optional.empty();
    }

    private static DownloadToken token(JWTClaimsSet claims) throws ParseException {
        return new DownloadToken(
                SignedTokens.rel(claims),
                text(claims, "gen"),
                required(claims.getSubject(), "sub"),
                text(claims, "file"),
                text(claims, "sid"),
                Instant.ofEpochMilli(required(claims.getLongClaim("rev"), "rev")),
                required(claims.getExpirationTime(), "exp").toInstant());
    }
}
