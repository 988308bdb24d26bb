package dev.estrade.catalog.webhook;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.support.page.Cursor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who wants to be told.
 *
 * @param createdAt whole milliseconds, which is what the database keeps; what happened before does not concern it
 * @param disabledAt null while it is told; it answered 410 then
 * @param secrets newest first
 */
@Document("webhook_endpoints")
@CompoundIndex(def = "{'createdAt': -1, '_id': -1}")
record WebhookEndpoint(
        @Id String id,
        @Version @Nullable Long version,
        String url,
        Set<Fact.Type> events,
        Instant createdAt,
        @Nullable Instant disabledAt,
        List<SealedSecret> secrets) {
    /** Each signs every attempt while it lasts, and a header has its limits. */
    private static final int MOST_SECRETS = 5;

    /** @param until null for the current one, else the end of its overlap with its successor */
    record SealedSecret(String sealed, @Nullable Instant until) {
        boolean signsAt(Instant now) {
            return until == null || until.isAfter(now);
        }
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static WebhookEndpoint of(String id, URI url, Set<Fact.Type> events, String sealed, Instant now) {
        return new WebhookEndpoint(
                id,
                null,
                url.toString(),
                Set.copyOf(events),
                now.truncatedTo(ChronoUnit.MILLIS),
                null,
                List.of(new SealedSecret(sealed, null)));
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    boolean isEnabled() {
        return disabledAt == null;
    }

    /** Sealed. */
    List<String> secretsAt(Instant now) {
        return secrets.stream()
                .filter(secret -> secret.signsAt(now))
                .map(SealedSecret::sealed)
                .toList();
    }

    /** The new secret signs from now on, and the one before goes on beside it for the overlap. */
    WebhookEndpoint rotated(String sealed, Instant now, Duration overlap) {
        Stream<SealedSecret> older = secrets.stream()
                .map(secret -> secret.until() == null ? new SealedSecret(secret.sealed(), now.plus(overlap)) : secret)
                .filter(secret -> secret.signsAt(now));
        List<SealedSecret> all = Stream.concat(Stream.of(new SealedSecret(sealed, null)), older)
                .limit(MOST_SECRETS)
                .toList();
        return new WebhookEndpoint(id, version, url, events, createdAt, disabledAt, all);
    }

    WebhookEndpoint disabled(Instant now) {
        return isEnabled() ? new WebhookEndpoint(id, version, url, events, createdAt, now, secrets) : this;
    }

    WebhookEndpoint enabled() {
        return isEnabled() ? this : new WebhookEndpoint(id, version, url, events, createdAt, null, secrets);
    }
}
