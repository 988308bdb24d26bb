package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Submits a formation and waits, without a thread, until its own document says what became of it. Re-reading it instead
 * of waiting for the event works whichever replica consumed the answer.
 */
@Component
class Submission {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofMillis(25);
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final Formations formations;

    Submission(Formations formations) {
        this.formations = formations;
    }

    /** @return the formation, whole, or still submitted when patience ends; a refusal is {@code formation.uploads_refused} */
    Mono<Formation> submit(Formation formation) {
        return formations
                .add(formation)
                .flatMap(written -> settled(written, FIRST_LOOK).timeout(PATIENCE, Mono.just(written)))
                .map(Submission::orRefused);
    }

    private Mono<Formation> settled(Formation formation, Duration pause) {
        return Mono.delay(pause)
                .then(formations.find(formation.id()))
                .flatMap(found -> found.state() == State.SUBMITTED ? settled(found, longer(pause)) : Mono.just(found));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : twice;
    }

    private static Formation orRefused(Formation formation) {
        if (formation.state() != State.REJECTED) {
            return formation;
        }
        String ids = formation.refused().stream().map(RejectedUpload::videoId).collect(Collectors.joining(", "));
        throw ProblemException.of(CatalogProblem.UPLOADS_REFUSED, "These videos cannot be used: " + ids + ".")
                .withErrors(faults(formation));
    }

    private static List<FieldProblem> faults(Formation formation) {
        List<Formation.Module> modules = formation.content().modules();
        return IntStream.range(0, modules.size())
                .boxed()
                .flatMap(m -> IntStream.range(0, modules.get(m).lessons().size())
                        .boxed()
                        .flatMap(l -> faultOf(
                                formation,
                                modules.get(m).lessons().get(l).videoId(),
                                "modules[%d].videos[%d].videoId".formatted(m, l))))
                .toList();
    }

    private static Stream<FieldProblem> faultOf(Formation formation, String videoId, String path) {
        return formation.refused().stream()
                .filter(refused -> refused.videoId().equals(videoId))
                .map(refused -> new FieldProblem(path, refused.code(), refused.detail() + " (" + videoId + ")"));
    }
}
