package dev.estrade.transcode.work;

import dev.estrade.support.status.QueueStatus;
import dev.estrade.support.status.Status;
import dev.estrade.support.status.StatusContributor;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells operators how many lessons wait, over all replicas. */
@Component
class QueueReport implements StatusContributor {
    private final Transcodes transcodes;
    private final EncodingMetrics metrics;

    QueueReport(Transcodes transcodes, EncodingMetrics metrics) {
        this.transcodes = transcodes;
        this.metrics = metrics;
    }

    @Override
    public Mono<Status> addTo(Status status) {
        return Mono.zip(transcodes.countUnfinished(), transcodes.countLeased(Instant.now()), this::queue)
                .map(status::with);
    }

    /** The two are not of the same moment. */
    private QueueStatus queue(long unfinished, long leased) {
        return new QueueStatus(Math.max(0, unfinished - leased), leased, metrics.oldestWaitingSeconds());
    }
}
