package dev.estrade.catalog.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.Replica;
import dev.estrade.catalog.fact.Fact;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept, and for how long, in a real database. */
class ForgettingIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final String USER = "auth0|trainer";

    private static Replica service;

    @BeforeAll
    static void start() {
        service = Replica.start(Replica.settings(ISSUER), ISSUER);
    }

    @AfterAll
    static void stop() {
        service.close();
        ISSUER.close();
    }

    @Test
    void forgetsWhatWasReadBeforeWhatWasNotAndNeverTakesANumberTwice() {
        Instant now = Instant.now();
        Notification read = told("read", now.minus(Duration.ofDays(100)));
        Notification unread = told("unread", now.minus(Duration.ofDays(100)));
        Notification ancient = told("ancient", now.minus(Duration.ofDays(400)));
        Notification fresh = told("fresh", now);
        assertThat(List.of(read, unread, ancient, fresh))
                .extracting(Notification::number)
                .isSorted()
                .doesNotHaveDuplicates();
        notifications().read(USER, List.of(read.id(), fresh.id())).block();

        forget(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(365)));
        assertThat(notifications()
                        .after(0, USER, 9)
                        .map(Notification::id)
                        .collectList()
                        .block())
                .containsExactly(unread.id(), fresh.id());

        forget(now.plusSeconds(9), now.plusSeconds(9));
        assertThat(notifications().lastNumber(USER).block()).isZero();
        assertThat(told("next", now).number()).isGreaterThanOrEqualTo(read.number());
    }

    private static void forget(Instant readBefore, Instant before) {
        notifications().forget(readBefore, before).block();
    }

    private static Notification told(String id, Instant at) {
        Fact fact = new Fact(id, Fact.Type.LESSON_READY, USER, at, Map.of());
        service.bean(FactNotifier.class).tell(fact).block();
        return notifications()
                .find(Notification.idOf(fact), USER)
                .blockOptional()
                .orElseThrow();
    }

    private static Notifications notifications() {
        return service.bean(Notifications.class);
    }
}
