package dev.estrade.transcode.work;

import dev.estrade.support.trace.Traces;
import dev.estrade.transcode.work.Claims.Claimed;
import io.micrometer.common.KeyValues;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Each piece of work is a span of the trace that the lesson began with: {@code transcode probe}, {@code transcode rest}
 * and so on, with {@code rel}, {@code kind} and, of video, {@code rungs} and {@code segments}.
 */
@Component
class WorkSpans {
    private final Traces traces;

    WorkSpans(Traces traces) {
        this.traces = traces;
    }

    Mono<Void> of(Claimed claimed, Mono<Void> done) {
        Lesson lesson = claimed.transcode().lesson();
        String kind = claimed.work().kind().name().toLowerCase(Locale.ROOT);
        return traces.continued(lesson.traceparent(), "transcode " + kind, about(lesson, kind, claimed.work()), done);
    }

    private static KeyValues about(Lesson lesson, String kind, Work work) {
        KeyValues known = KeyValues.of("rel", lesson.rel().toString(), "kind", kind);
        return work.rungs().isEmpty()
                ? known
                : known.and("rungs", String.join(",", work.rungs()), "segments", work.first() + "-" + work.last());
    }
}
