package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The day's SigV4 signing key, derived once a day: four HMACs saved at every signature. What else signatures have in
 * common is written once a second, because a batch takes hundreds of them at once.
 */
final class SigningKeys {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY = 8;
    private static final String HMAC = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;
    private volatile Moment latest;

    SigningKeys(String accessKeyId, String secretAccessKey, String region) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
        String epoch = TIME.format(Instant.EPOCH);
        this.latest = Moment.of(0, epoch, dayOf(epoch));
    }

    /** What all signatures of one second share. */
    Moment at(Instant now) {
        Moment known = latest;
        if (known.second() == now.getEpochSecond()) {
            return known;
        }
        String time = TIME.format(now);
        Day day = time.startsWith(known.day().date()) ? known.day() : dayOf(time);
        Moment moment = Moment.of(now.getEpochSecond(), time, day);
        latest = moment;
        return moment;
    }

    private Day dayOf(String time) {
        String date = time.substring(0, DAY);
        String scope = date + "/" + region + "/s3/aws4_request";
        byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
        for (String element : scope.split("/", -1)) {
            key = mac(key).doFinal(element.getBytes(UTF_8));
        }
        return new Day(date, scope, PercentEncoding.encoded(accessKeyId + "/" + scope), mac(key));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param time as SigV4 writes it
     * @param parameters that come first in the query string
     */
    record Moment(long second, String time, Day day, String parameters) {
        static Moment of(long second, String time, Day day) {
            String parameters =
                    "X-Amz-Algorithm=" + ALGORITHM + "&X-Amz-Credential=" + day.credential() + "&X-Amz-Date=" + time;
            return new Moment(second, time, day, parameters);
        }

        /** The signature of a canonical request, in lower-case hexadecimal. */
        String sign(String canonicalRequest) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonicalRequest.getBytes(UTF_8));
                String toSign = ALGORITHM + "\n" + time + "\n" + day.scope() + "\n" + HEX.formatHex(hash);
                // A copy costs less than a new one that the key is put into.
                Mac mac = (Mac) day.mac().clone();
                return HEX.formatHex(mac.doFinal(toSign.getBytes(UTF_8)));
            } catch (GeneralSecurityException | CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * @param credential of the query string, encoded
     * @param mac with the day's key; only ever copied
     */
    record Day(String date, String scope, String credential, Mac mac) {}
}
