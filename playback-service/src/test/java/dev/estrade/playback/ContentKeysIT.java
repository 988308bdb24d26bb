package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonPlayable;
import dev.estrade.events.Rel;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.keys.KeyWrapping;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.test.Infra;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** What a player gets of a content key while the key-encryption key is being replaced, and after the key is deleted. */
class ContentKeysIT extends RunningService {
    private static final String OLDER = Infra.running().address("ESTRADE_KEY_ENCRYPTION_KEYS");
    private static final String CURRENT = "rotated:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Autowired
    ContentKeys keys;

    @Autowired
    ObjectStores stores;

    @DynamicPropertySource
    static void rotated(DynamicPropertyRegistry registry) {
        registry.add("estrade.keys.encryption-keys", () -> CURRENT + "," + OLDER);
    }

    @Test
    void opensWhatIsUnderTheOlderOneStill() {
        Rel rel = lessons.published(formation, true);
        byte[] key = "0123456789abcdef".getBytes(UTF_8);
        store(rel, wrapped(OLDER, rel, key));
        String token = awaitToken(lessonOf(rel), "web");

        EntityExchangeResult<byte[]> answer = key(rel, token);

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseBody()).hasSize(16).isEqualTo(key);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL))
                .isEqualTo("no-store");

        store(rel, wrapped(CURRENT, rel, key));
        Awaitility.await()
                .during(AT_ONCE.plusSeconds(1))
                .atMost(AT_ONCE.plusSeconds(5))
                .until(() -> key(rel, token).getResponseBody(), got -> Arrays.equals(got, key));
    }

    /** Only the object goes: no event tells of it, and the token is good. */
    @Test
    void refusesADeletedKeyWithinFiveSeconds() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        assertThat(key(rel, token).getStatus().value()).isEqualTo(200);

        keys.delete(rel, Lessons.GENERATION).block(AT_ONCE);
        Instant deleted = Instant.now();

        AtomicReference<Instant> lastGiven = new AtomicReference<>(deleted);
        Awaitility.await()
                .atMost(AT_ONCE.multipliedBy(4))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Instant asked = Instant.now();
                    int status = key(rel, token).getStatus().value();
                    lastGiven.updateAndGet(before -> status == 200 ? asked : before);
                    return status == 404;
                });
        assertThat(lastGiven.get()).isBefore(deleted.plus(AT_ONCE));
        problem(hls(rel, "enc.key", token), 404, "resource.not_found");
        hls(rel, "480p/index.m3u8", token).expectStatus().isOk();
    }

    @Test
    void handsOutNothingThatIsNoKey() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        store(rel, wrapped(CURRENT, rel, new byte[15]));

        problem(hls(rel, "enc.key", token), 500, "internal.error");
        store(rel, wrapped("lost:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", rel, new byte[16]));
        problem(hls(rel, "enc.key", token), 500, "internal.error");
    }

    private Rel lessonOf(Rel rel) {
        lessons.publish(new LessonPlayable(rel, Lessons.GENERATION, 4, 60, null));
        return rel;
    }

    private EntityExchangeResult<byte[]> key(Rel rel, String token) {
        return hls(rel, "enc.key", token).expectBody(byte[].class).returnResult();
    }

    private static byte[] wrapped(String secrets, Rel rel, byte[] key) {
        return new KeyWrapping(new KeyedSecrets(secrets)).wrap(key, rel + "@" + Lessons.GENERATION);
    }

    private void store(Rel rel, byte[] wrapped) {
        stores.keys()
                .put(rel + "/" + Lessons.GENERATION + ".key", "application/octet-stream", wrapped)
                .block(AT_ONCE);
    }
}
