package dev.estrade.upload.claim;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.Topics;
import dev.estrade.support.inbox.Inbox;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ClaimListener {
    private final Inbox inbox;
    private final ClaimSaga saga;

    ClaimListener(Inbox inbox, ClaimSaga saga) {
        this.inbox = inbox;
        this.saga = saga;
    }

    @KafkaListener(topics = Topics.CATALOG)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
        if (event instanceof FormationSubmitted submitted) {
            return saga.submitted(Claim.of(submitted));
        }
        return event instanceof FormationAbandoned abandoned ? saga.abandoned(Claim.of(abandoned)) : Mono.empty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob claimSweep(ClaimSaga saga) {
            return new RecurringJob("claim sweep", Duration.ofSeconds(5), saga::sweep);
        }
    }
}
