package dev.estrade.support.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What a store's refusal means for the operator, in one sentence. */
final class StoreFault {
    /** AWS refuses at 15 minutes; less is worth a word as well. */
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private StoreFault() {}

    /**
     * @param code of S3's error document; empty if there is none
     * @param date the answer's {@code Date} header
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error codes</a>
     */
    static String sentence(
            StoreProperties settings, String bucket, int status, String code, @Nullable String date, Instant now) {
        Duration skew = skew(date, now);
        if (code.equals("RequestTimeTooSkewed") || skew.compareTo(TOLERATED_SKEW) > 0) {
            return "The clocks here and at the object store differ by " + skew.toSeconds()
                    + " s, so signatures are refused: set this machine's clock.";
        }
        return switch (code) {
            case "InvalidAccessKeyId" ->
                "The object store does not know this access key: check ESTRADE_S3_ACCESS_KEY_ID.";
            case "SignatureDoesNotMatch" ->
                "The object store refuses our signature: check ESTRADE_S3_SECRET_ACCESS_KEY and ESTRADE_S3_REGION ("
                        + settings.region() + "), and that no proxy changes the Host header.";
            case "NoSuchBucket" ->
                "There is no bucket " + bucket + ": create it, or name another in ESTRADE_S3_BUCKET and"
                        + " ESTRADE_S3_KEYS_BUCKET.";
            default -> other(bucket, status, code);
        };
    }

    private static String other(String bucket, int status, String code) {
        String said = code.isEmpty() ? Integer.toString(status) : status + " " + code;
        return status == 403
                ? "These credentials may not use bucket " + bucket + " (" + said
                        + "): grant them GetObject, PutObject, DeleteObject and ListBucket."
                : "The object store answered " + said + " for bucket " + bucket + ".";
    }

    private static Duration skew(@Nullable String date, Instant now) {
        if (date == null) {
            return Duration.ZERO;
        }
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(theirs, now).abs();
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
