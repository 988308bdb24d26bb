package dev.estrade.generation.gallery;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.GenerationJobProgressed;
import dev.estrade.events.Topics;
import dev.estrade.support.stream.HintKeys;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which events change what a job's stream shows. */
@Component
class JobHints implements HintKeys {

    static List<String> keysOf(String jobId) {
        return List.of("job " + jobId);
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.GENERATIONS);
    }

    @Override
    public Stream<String> changedBy(Event event) {
        return event instanceof GenerationJobProgressed
                        || event instanceof GenerationJobCompleted
                        || event instanceof GenerationJobFailed
                ? keysOf(event.aggregateId()).stream()
                : Stream.empty();
    }
}
