package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The day's SigV4 signing key, derived once a day: four HMACs saved at every signature. */
final class SigningKeys {
    private static final int DAY = 8;

    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;
    private volatile DayKey current = new DayKey("", new byte[0]);

    SigningKeys(String accessKeyId, String secretAccessKey, String region) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
    }

    String accessKeyId() {
        return accessKeyId;
    }

    String region() {
        return region;
    }

    /** @return the signature of a canonical request, in lower-case hexadecimal */
    String sign(String time, String scope, String canonicalRequest) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonicalRequest.getBytes(UTF_8));
            String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                    + HexFormat.of().formatHex(hash);
            return HexFormat.of().formatHex(hmac(keyOf(time.substring(0, DAY)), toSign));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] keyOf(String day) throws GeneralSecurityException {
        DayKey known = current;
        if (known.day().equals(day)) {
            return known.key();
        }
        byte[] key = hmac(("AWS4" + secretAccessKey).getBytes(UTF_8), day);
        key = hmac(key, region);
        key = hmac(key, "s3");
        key = hmac(key, "aws4_request");
        current = new DayKey(day, key);
        return key;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record DayKey(String day, byte[] key) {}
}
