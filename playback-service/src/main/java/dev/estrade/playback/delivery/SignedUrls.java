package dev.estrade.playback.delivery;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Addresses under which clients read objects without us: of the store, or of the CDN in front of it. All that are made in
 * the same half of their life are equal, so that caches can keep what they lead to.
 */
@Component
class SignedUrls {
    private final ObjectStore media;
    private final @Nullable CdnUrls cdn;
    private final Duration window;
    private final Clock clock = Clock.systemUTC();

    SignedUrls(ObjectStores stores, DeliveryProperties settings) {
        this.media = stores.media();
        this.window = settings.urlLife().dividedBy(2);
        this.cdn = settings.cdnUrl() == null || settings.cdnSecret() == null
                ? null
                : new CdnUrls(settings.cdnUrl(), settings.cdnSecret(), window, clock);
    }

    /** @param type the Content-Type with which the store is to answer */
    URI of(StoredFile file, String type) {
        return cdn == null ? media.presignGet(file.key(), window, answer(file.headers(), type)) : cdn.of(file.key());
    }

    /** Empty if no address made now lives until then. */
    Optional<URI> lasting(String key, Instant until) {
        if (clock.instant().plus(window).isBefore(until)) {
            return Optional.empty();
        }
        return Optional.of(cdn == null ? media.presignGet(key, window) : cdn.of(key));
    }

    private static Map<String, String> answer(HttpHeaders headers, String type) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("response-content-type", type);
        String disposition = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
        if (disposition != null) {
            answer.put("response-content-disposition", disposition);
        }
        return answer;
    }
}
