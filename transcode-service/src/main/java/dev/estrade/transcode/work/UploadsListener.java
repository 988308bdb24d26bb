package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.support.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claimed uploads become transcodes; a wake-up wakes. */
@Component
class UploadsListener {
    private final Inbox inbox;
    private final Transcodes transcodes;
    private final Announcements announcements;
    private final Workers workers;

    UploadsListener(Inbox inbox, Transcodes transcodes, Announcements announcements, Workers workers) {
        this.inbox = inbox;
        this.transcodes = transcodes;
        this.announcements = announcements;
        this.workers = workers;
    }

    @KafkaListener(topics = Topics.UPLOADS)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    @KafkaListener(topics = Topics.TRANSCODE_WORK)
    void wake(ConsumerRecord<String, byte[]> record) {
        workers.wake();
    }

    private Mono<Void> handle(Event event) {
        if (!(event instanceof UploadsClaimed claimed)) {
            return Mono.empty();
        }
        return Flux.fromIterable(claimed.uploads())
                .concatMap(upload -> transcodes.begin(Lesson.of(claimed, upload)))
                .concatMap(announcements::available)
                .then(Mono.fromRunnable(workers::wake));
    }
}
