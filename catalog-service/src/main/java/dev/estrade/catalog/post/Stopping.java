package dev.estrade.catalog.post;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.answer.Rereading;
import dev.estrade.catalog.post.StopRequest.Wanted;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks to stop a live and waits until its own document says what became of it.
 */
@Component
class Stopping {
    private final Posts posts;

    Stopping(Posts posts) {
        this.posts = posts;
    }

    /** Why upload-service refused: any of its codes, as docs/errors.md has them for a file that cannot be used. */
    private record Refusal(String code) implements ProblemCode {
        @Override
        public HttpStatus status() {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        }

        @Override
        public String title() {
            return "The film cannot be used, so the live stays open.";
        }
    }

    /**
     * One that is asked already is waited for, whatever this one wants.
     *
     * @return the post, over; as it stands when patience ends, and then the rest happens in the background
     */
    Mono<Post> stop(String id, Wanted wanted) {
        return posts.change(id, current -> current.stopped(wanted.uploadId(), wanted.mediaExpected()))
                .flatMap(written -> {
                    String stopId = written.openStop();
                    return stopId == null ? Mono.just(written) : answered(written, stopId);
                });
    }

    private Mono<Post> answered(Post written, String stopId) {
        return Rereading.answered(written, Mono.defer(() -> posts.find(written.id())), post -> post.awaits(stopId))
                .map(found -> accepted(found, stopId));
    }

    private static Post accepted(Post post, String stopId) {
        Stop stop = post.life().stop();
        if (stop != null && stop.id().equals(stopId) && stop.outcome() == Stop.Outcome.REFUSED) {
            throw refusal(String.valueOf(stop.code()), String.valueOf(stop.detail()));
        }
        return post;
    }

    private static ProblemException refusal(String code, String detail) {
        return ProblemException.of(
                code.equals(CatalogProblem.RECORDING_UNREACHABLE.code())
                        ? CatalogProblem.RECORDING_UNREACHABLE
                        : new Refusal(code),
                detail);
    }
}
