package dev.estrade.transcode.work;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.work.Claims.Claimed;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Probes a source, decides the plan, creates the content key and stores the playlists; then there is work. */
@Component
class Planning {
    private final Transcodes transcodes;
    private final Sources sources;
    private final MovieHeaders headers;
    private final Prober prober;
    private final Shelf shelf;
    private final Scheduler media;

    Planning(
            Transcodes transcodes, Sources sources, MovieHeaders headers, Prober prober, Shelf shelf, Scheduler media) {
        this.transcodes = transcodes;
        this.sources = sources;
        this.headers = headers;
        this.prober = prober;
        this.shelf = shelf;
        this.media = media;
    }

    Mono<Transcode> run(Claimed claimed) {
        Lesson lesson = claimed.transcode().lesson();
        Mono<Probe> probe = sources.of(lesson)
                .flatMap(source -> Mono.fromCallable(() -> prober.probe(source)).subscribeOn(media));
        return Mono.zip(probe, headers.lender(lesson), Plan::of)
                .flatMap(plan -> shelf.prepare(lesson, plan)
                        .then(transcodes.change(claimed.id(), current -> current.planned(claimed.fence(), plan))));
    }
}
