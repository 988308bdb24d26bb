package dev.estrade.transcode.rotation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.Rel;
import dev.estrade.support.keys.ContentKeys;
import dev.estrade.support.keys.KeyName;
import dev.estrade.support.keys.KeyWrapping;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.keys.KeysAutoConfiguration;
import dev.estrade.support.keys.Rewrapping;
import dev.estrade.support.keys.Rewrapping.Outcome;
import dev.estrade.support.keys.Rewrapping.Result;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreAutoConfiguration;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.Infra;
import dev.estrade.transcode.ServiceUnderTest;
import dev.estrade.transcode.work.Transcodes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Content keys come under the new key-encryption key as they are, and none comes back that was erased. */
class KeyRotationIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String K1 = Infra.running().address("ESTRADE_KEY_ENCRYPTION_KEYS");
    private static final String OLDER = K1.substring(0, K1.indexOf(':'));
    private static final String K2 = "rotated:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
    private static final String LOST = "lost:" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Meddling STORE = new Meddling();
    private static final ServiceUnderTest SERVICE = new ServiceUnderTest(
            "rotation",
            "ESTRADE_KEY_ENCRYPTION_KEYS=" + K2 + "," + K1,
            "spring.kafka.consumer.auto-offset-reset=latest");
    private static final EventSender EVENTS = new EventSender();
    private static final ConfigurableApplicationContext service = SERVICE.startBeside(STORE);

    private final String id = UUID.randomUUID().toString();
    private final Rel rel = new Rel("trainer", "c1", "m1", "l-" + id);
    private final Instant start = Instant.now();
    private final Instant settled = start.plus(Rotation.SETTLED).plusSeconds(1);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    /** Runs are made here; of the erasure only its first step, so that nothing else deletes a key a second time. */
    @BeforeAll
    static void holdJobs() {
        for (String job : List.of("keyRotationWalk", "renditionErasure")) {
            service.getBean(job, RecurringJob.class).stop();
        }
        Rel probe = new Rel("trainer", "c1", "m1", "probe-" + UUID.randomUUID());
        Awaitility.await().atMost(LONG_ENOUGH).until(() -> {
            remove(probe, "p1");
            return isRemoved(new KeyName(probe, "p1"));
        });
    }

    @BeforeEach
    void forget() {
        service.getBean(ReactiveMongoOperations.class)
                .dropCollection(Rotation.class)
                .block();
        said.start();
        logger().addAppender(said);
    }

    @AfterEach
    void clear() {
        logger().detachAppender(said);
        bucket().list(rel + "/").flatMap(found -> bucket().delete(found.key())).blockLast();
    }

    @AfterAll
    static void close() {
        service.close();
        EVENTS.close();
        SERVICE.close();
    }

    @Test
    void bringsEveryKeyUnderTheNewOneAndLeavesItWhatItIs() {
        Map<String, byte[]> keys = created(30);
        byte[] fresh = service.getBean(ContentKeys.class).create(rel, "fresh").block();
        assertThat(left(OLDER)).isNaN();

        rotation().run(start).block();

        assertOpenWith(K2, keys);
        assertOpenWith(K2, Map.of("fresh", Objects.requireNonNull(fresh)));
        assertThat(left(OLDER)).as("some may still wrap with the older one").isNaN();
        keys.putAll(created(31));

        rotation().run(start.plus(Duration.ofMinutes(59))).block();
        assertThat(objectOf("30")).startsWith(prefix(OLDER));
        rotation().run(settled).block();

        assertOpenWith(K2, keys);
        assertThat(left(OLDER)).isZero();
        assertThat(left("unknown")).isZero();
        assertThat(lines(Level.INFO)).anyMatch(line -> line.matches("Content keys: .* of .* looked at, .*'rotated'"));
    }

    /** On a store without conditions the deleted key is written again, and found out at once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAKeyErasedThatIsErasedMeanwhile(boolean conditions) throws Exception {
        created(1);
        KeyName name = new KeyName(rel, "0");
        STORE.hold(rel.toString(), conditions);
        CompletableFuture<Void> run = rotation().run(start).toFuture();
        STORE.arrived().block(LONG_ENOUGH);

        remove(rel, "0");
        Awaitility.await().atMost(Duration.ofSeconds(9)).until(() -> stored().isEmpty() && isRemoved(name));
        STORE.letGo();
        run.get(60, TimeUnit.SECONDS);

        assertThat(STORE.answers()).hasSize(1).allMatch(status -> conditions ? status >= 400 : status == 200);
        assertThat(stored()).isEmpty();
    }

    @Test
    void doesNoHarmTwiceAtOnce() {
        Map<String, byte[]> keys = created(40);
        Rewrapping rewrapping = service.getBean(Rewrapping.class);
        Flux<Outcome> all = Flux.range(0, 40).flatMap(i -> rewrapping.rewrap(new KeyName(rel, "" + i)), 16);

        List<Outcome> outcomes = Flux.merge(all, all).collectList().block();
        Mono.when(rotation().run(start), rotation().run(start)).block();

        assertThat(outcomes)
                .hasSize(80)
                .allMatch(one -> List.of(Result.CURRENT, Result.REWRAPPED).contains(one.result()));
        assertOpenWith(K2, keys);
        assertThat(lines(Level.WARN)).isEmpty();
    }

    @Test
    void leavesAWalkToTheProcessThatIsAtIt() {
        Map<String, byte[]> keys = created(1);
        Rotation begun = rotations().announced("rotated", start).block();
        rotations().save(Objects.requireNonNull(begun).begun(start)).block();

        rotation().run(start.plusSeconds(60)).block();
        assertThat(objectOf("0")).startsWith(prefix(OLDER));
        rotation().run(start.plus(Rotation.ABANDONED).plusSeconds(1)).block();

        assertOpenWith(K2, keys);
    }

    @Test
    void beginsAnewForWhoeverGoesBack() {
        rotation().run(start).block();
        rotation().run(settled).block();
        assertThat(rotations().announced("rotated", settled).block()).matches(Rotation::isKnown);

        rotations().announced(OLDER, settled.plusSeconds(1)).block();

        assertThat(rotations().announced("rotated", settled.plusSeconds(2)).block())
                .matches(again -> !again.isKnown() && again.isDue(settled.plusSeconds(2)));
    }

    @Test
    void countsWhatItCannotOpenAndDoesTheRest() {
        Map<String, byte[]> keys = created(3);
        with(LOST, all -> all.create(rel, "a-lost").block());
        with(LOST, all -> all.create(rel, "b-lost").block());
        byte[] lost = objectOf("a-lost");
        KeyName shortened = new KeyName(rel, "a-short");
        put("a-short", new KeyWrapping(new KeyedSecrets(K1)).wrap(new byte[15], shortened.id()));
        put("a-broken", new byte[3]);

        rotation().run(start).block();
        rotation().run(settled).block();

        assertOpenWith(K2, keys);
        assertThat(objectOf("a-lost")).isEqualTo(lost);
        assertThat(left("unknown")).isEqualTo(3);
        assertThat(left(OLDER)).isEqualTo(1);
        assertThat(lines(Level.ERROR))
                .filteredOn(line -> line.contains("'lost'"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("2 content keys "));
        assertThat(service.getBean(ContentKeys.class)
                        .read(rel, "a-short")
                        .materialize()
                        .block())
                .matches(read -> read != null && read.isOnError());
    }

    /** Under the older key-encryption key, by generation, those that are not there yet. */
    private Map<String, byte[]> created(int many) {
        return with(K1, all -> {
            Map<String, byte[]> keys = new HashMap<>();
            IntStream.range(0, many)
                    .filter(i -> stored().stream().noneMatch(key -> key.endsWith("/" + i + ".key")))
                    .forEach(i -> keys.put(
                            "" + i,
                            Objects.requireNonNull(all.create(rel, "" + i).block())));
            return keys;
        });
    }

    private void assertOpenWith(String secrets, Map<String, byte[]> keys) {
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy((generation, key) ->
                        assertThat(key).hasSize(16).isEqualTo(with(secrets, all -> read(all, generation))));
    }

    private byte[] read(ContentKeys all, String generation) {
        return Objects.requireNonNull(all.read(rel, generation).block());
    }

    /** What a service with these key-encryption keys does. */
    private static <T> T with(String secrets, Function<ContentKeys, T> use) {
        Map<String, Object> settings = new HashMap<>(Infra.running().store());
        settings.put("estrade.keys.encryption-keys", secrets);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("keys", settings));
            context.register(StoreAutoConfiguration.class, KeysAutoConfiguration.class);
            context.refresh();
            return use.apply(context.getBean(ContentKeys.class));
        }
    }

    private static void remove(Rel place, String generation) {
        EVENTS.send(
                UUID.randomUUID().toString(),
                new GenerationsRemoved("c1", 1, List.of(new RemovedGeneration(place, generation))));
    }

    private static boolean isRemoved(KeyName name) {
        return Boolean.TRUE.equals(
                service.getBean(Transcodes.class).isRemoved(name.id()).block());
    }

    private List<String> stored() {
        return bucket().list(rel + "/")
                .map(StoredObject::key)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private byte[] objectOf(String generation) {
        return Objects.requireNonNull(
                bucket().bytes(rel + "/" + generation + ".key").block());
    }

    private void put(String generation, byte[] bytes) {
        bucket().put(rel + "/" + generation + ".key", "application/octet-stream", bytes)
                .block();
    }

    private static byte[] prefix(String kid) {
        return ((char) kid.length() + kid).getBytes(US_ASCII);
    }

    private static double left(String kid) {
        return service.getBean(MeterRegistry.class)
                .get("estrade.keys.old.wrapping")
                .tag("kid", kid)
                .gauge()
                .value();
    }

    private List<String> lines(Level level) {
        return said.list.stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(KeyRotation.class.getPackageName());
    }

    private static KeyRotation rotation() {
        return service.getBean(KeyRotation.class);
    }

    private static Rotations rotations() {
        return service.getBean(Rotations.class);
    }

    private static ObjectStore bucket() {
        return service.getBean(ObjectStores.class).keys();
    }
}
