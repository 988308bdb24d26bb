package dev.estrade.support.playbacktoken;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes JWTs by hand, well and badly, since a library refuses to make the bad ones. */
final class Forge {
    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    static final byte[] OLDER_SECRET = "fedcba9876543210fedcba9876543210".getBytes(UTF_8);
    static final String SECRETS = "k2:" + Base64.getEncoder().encodeToString(SECRET) + ",k1:"
            + Base64.getEncoder().encodeToString(OLDER_SECRET);
    static final String HEADER = "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2'}";
    static final String CLAIMS =
            "{'aud':'estrade:hls','sub':'learner','rel':'t/c/m/l1','plt':'web','sid':'s1','rev':1999999999500,'exp':2000000600}";

    private Forge() {}

    /** @param header and claims in JSON with single quotes */
    static String sign(String header, String claims) {
        return sign(header, claims, SECRET, "HmacSHA256");
    }

    static String sign(String header, String claims, byte[] secret, String algorithm) {
        String input = part(header) + "." + part(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return input + "." + base64(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String part(String json) {
        return base64(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
