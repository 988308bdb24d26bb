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
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JWT (RFC 7519) in the one form that this house issues: HS256 only, a key id, an audience and a {@code typ} for each
 * use (RFC 8725, 3.11 and 3.9), so that no other token of the house or of the shop passes for one.
 */
final class SignedTokens {
    /** A user id and a file's name of 255 characters each, in any script, and what is quoted in them. */
    private static final int MAX_LENGTH = 4096;

    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    /** The last of 43 characters carries four bits: nimbus would pass over junk and over two spare bits. */
    private static final Pattern CANONICAL =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private final KeyedSecrets secrets;
    private final String audience;

    SignedTokens(KeyedSecrets secrets, String audience) {
        this.secrets = secrets;
        this.audience = audience;
    }

    String sign(JOSEObjectType type, JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(type)
                .keyID(secrets.currentId())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims.audience(audience).build());
        try {
            jwt.sign(new MACSigner(secrets.current()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign a token", e);
        }
        return jwt.serialize();
    }

    /** Empty unless the reader finds in it what it needs, and one of our keys signed it for this audience. */
    <T> Optional<T> read(String text, Reader<T> reader) {
        if (text.length() > MAX_LENGTH || !CANONICAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            if (!isOurs(jwt) || !jwt.getJWTClaimsSet().getAudience().equals(List.of(audience))) {
                return Optional.empty();
            }
            return reader.read(jwt.getHeader().getType(), jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | RuntimeException e) {
            // nimbus answers some forged headers, such as the JSON text "null", with a NullPointerException.
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                || header.getKeyID() == null
                || !HEADER.equals(header.toJSONObject().keySet())) {
            return false;
        }
        Optional<byte[]> secret = secrets.byId(header.getKeyID());
        return secret.isPresent() && jwt.verify(new MACVerifier(secret.get()));
    }

    /** @throws ParseException if the claim is not there or is no text */
    static String text(JWTClaimsSet claims, String name) throws ParseException {
        return required(claims.getStringClaim(name), name);
    }

    /** @throws ParseException if the claim is not there or is no such path */
    static Rel rel(JWTClaimsSet claims) throws ParseException {
        return required(Rel.parse(text(claims, "rel")).orElse(null), "rel");
    }

    /** @throws ParseException if it is not there */
    static <T> T required(@Nullable T value, String name) throws ParseException {
        if (value == null) {
            throw new ParseException("No " + name, 0);
        }
        return value;
    }

    /** Understands the claims of one use. */
    interface Reader<T> {
        /** @return empty for a token of another use */
        Optional<T> read(@Nullable JOSEObjectType type, JWTClaimsSet claims) throws ParseException;
    }
}
