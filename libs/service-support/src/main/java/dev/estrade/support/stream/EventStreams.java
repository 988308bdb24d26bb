package dev.estrade.support.stream;

import dev.estrade.support.schedule.Background;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Answers with server-sent events: heartbeats, a limit per person, and an end when this service stops or the access
 * token expires, so that nobody reads for longer than he could ask. An end of ours is {@code retry: 1000}; the client
 * comes back with {@code Last-Event-ID} and, if it has one, a newer token.
 */
public final class EventStreams extends Background {
    /** The header that a client comes back with. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    /** As long as the resource server itself still takes an expired token, for clocks that differ. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final ServerSentEvent<String> HEARTBEAT =
            ServerSentEvent.<String>builder().comment("").build();

    private final StreamProperties settings;
    private final OpenStreams open;
    private final AtomicInteger total;
    private final Sinks.Empty<Void> draining = Sinks.empty();

    EventStreams(StreamProperties settings, MeterRegistry meters) {
        this.settings = settings;
        this.total = new AtomicInteger();
        Gauge.builder("estrade.streams.open", total, AtomicInteger::get)
                .description("Event streams that somebody reads")
                .register(meters);
        this.open = new OpenStreams(settings.perUser());
    }

    /**
     * @param events whose data is JSON already; they end the stream when they end
     * @param authentication with the token that {@code caller} came with
     */
    public ResponseEntity<Flux<ServerSentEvent<String>>> answer(
            Flux<ServerSentEvent<String>> events, Caller caller, Authentication authentication) {
        Mono<?> over = Mono.firstWithSignal(draining.asMono(), expiry(authentication));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                // Asks nginx and those who follow it to pass every event on at once.
                .header("X-Accel-Buffering", "no")
                .body(Flux.using(() -> opened(caller), place -> stream(events, over), Disposable::dispose));
    }

    Flux<ServerSentEvent<String>> stream(Flux<ServerSentEvent<String>> events, Mono<?> over) {
        Sinks.Empty<Void> finished = Sinks.empty();
        Flux<ServerSentEvent<String>> heartbeats = Flux.interval(Duration.ZERO, settings.heartbeat())
                .onBackpressureDrop()
                .map(beat -> HEARTBEAT)
                .takeUntilOther(finished.asMono());
        return Flux.merge(1, heartbeats, events.doOnTerminate(finished::tryEmitEmpty))
                .takeUntilOther(over)
                .concatWithValues(ServerSentEvent.<String>builder()
                        .retry(settings.retry())
                        .build());
    }

    /** It ends before the web server counts its open requests, which would wait for the streams in vain. */
    @Override
    protected Disposable begin() {
        return draining::tryEmitEmpty;
    }

    /** The frontend's own server speaks for many people, so it has no limit. */
    private Disposable opened(Caller caller) {
        Disposable place = caller.has(Role.SERVICE) ? Disposables.single() : open.open(caller.userId());
        total.incrementAndGet();
        return () -> {
            total.decrementAndGet();
            place.dispose();
        };
    }

    private static Mono<Long> expiry(Authentication authentication) {
        Instant end = authentication.getCredentials() instanceof Jwt token ? token.getExpiresAt() : null;
        Duration left =
                end == null ? LONGEST : Duration.between(Instant.now(), end).plus(CLOCK_SKEW);
        return Mono.delay(left.compareTo(LONGEST) < 0 ? left : LONGEST);
    }
}
