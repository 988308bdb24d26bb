package dev.estrade.support.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges deliveries of Standard Webhooks 1.0: by any of several secrets, within five minutes, in constant time. */
public final class WebhookVerifier {
    /** How far the sender's clock may be from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** A full stop would let what stands beside it be read as part of it. */
    private static final Pattern ID = Pattern.compile("[^.\\s]{1,256}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    /** Each costs a comparison; a sender that rotates its secrets sends two. */
    private static final int MOST_SIGNATURES = 16;

    private final List<WebhookSecret> secrets;
    private final Clock clock;

    public WebhookVerifier(List<WebhookSecret> secrets, Clock clock) {
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Whether somebody who knows one of the secrets sent exactly this, just now.
     *
     * @param id the {@code webhook-id} header
     * @param timestamp the {@code webhook-timestamp} header
     * @param signatures the {@code webhook-signature} header; others than {@code v1} are passed over
     */
    public boolean accepts(@Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body) {
        if (id == null || timestamp == null || signatures == null) {
            return false;
        }
        if (!ID.matcher(id).matches() || !isNow(timestamp)) {
            return false;
        }
        String[] given = signatures.split(" ", MOST_SIGNATURES + 1);
        boolean accepted = false;
        for (WebhookSecret secret : secrets) {
            byte[] expected = WebhookSignature.of(secret, id, timestamp, body).getBytes(UTF_8);
            for (int i = 0; i < Math.min(given.length, MOST_SIGNATURES); i++) {
                // As text: base64 can write the same bytes in several ways, and only one of them was sent.
                accepted |= MessageDigest.isEqual(expected, given[i].getBytes(UTF_8));
            }
        }
        return accepted;
    }

    private boolean isNow(String timestamp) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        long apart = Math.abs(Long.parseLong(timestamp) - clock.instant().getEpochSecond());
        return apart <= TOLERANCE.toSeconds();
    }
}
