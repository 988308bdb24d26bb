package dev.estrade.catalog.generation;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.Fact.Type;
import dev.estrade.catalog.fact.FactListener;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells that jobs are completed or failed. A job ends once, so both are one fact: whatever comes second is not told. */
@Component
class GenerationFacts implements EventHandler {
    private final List<FactListener> listeners;

    GenerationFacts(List<FactListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        Fact fact = factOf(event, time);
        return fact == null ? Mono.empty() : FactListener.tellAll(listeners, fact);
    }

    /** Null for an event about anything else. */
    static @Nullable Fact factOf(Event event, Instant time) {
        if (event instanceof GenerationJobCompleted e) {
            Object files = e.files().stream().map(GenerationFacts::file).toList();
            return fact(
                    e.jobId(), Type.GENERATION_COMPLETED, e.userId(), time, data(e.jobId(), e.kind(), "files", files));
        }
        if (event instanceof GenerationJobFailed e) {
            Object error = Map.of("code", e.code(), "detail", e.detail());
            return fact(e.jobId(), Type.GENERATION_FAILED, e.userId(), time, data(e.jobId(), e.kind(), "error", error));
        }
        return null;
    }

    private static Fact fact(String jobId, Type type, String ownerId, Instant time, Map<String, Object> data) {
        return new Fact("generation:" + jobId, type, ownerId, time, data);
    }

    private static Map<String, Object> data(String jobId, String kind, String name, Object value) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("job_id", jobId);
        data.put("kind", kind);
        data.put(name, value);
        return data;
    }

    /** Without an address: {@code GET /api/{images|videos}/{job_id}/result} gives one that is good for a while. */
    private static Map<String, Object> file(ResultFile file) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("content_type", file.contentType());
        told.put("size", file.size());
        putKnown(told, "width", file.width());
        putKnown(told, "height", file.height());
        putKnown(told, "duration", file.duration());
        return told;
    }

    private static void putKnown(Map<String, Object> told, String name, @Nullable Object value) {
        if (value != null) {
            told.put(name, value);
        }
    }
}
