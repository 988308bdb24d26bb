package dev.estrade.playback.hls;

import dev.estrade.events.Rel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** How many requests wait for segments that are not encoded yet: so many of one lesson, so many in this process. */
final class Waiters {
    private final int perLesson;
    private final int inAll;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<Rel, Integer> byLesson = new ConcurrentHashMap<>();

    Waiters(int perLesson, int inAll) {
        this.perLesson = perLesson;
        this.inAll = inAll;
    }

    /** @return what the wait yields; empty at once if too many wait already */
    <T> Mono<T> await(Rel rel, Mono<T> wait) {
        return Mono.defer(() -> enter(rel) ? wait.doFinally(end -> leave(rel)) : Mono.empty());
    }

    private boolean enter(Rel rel) {
        int now = byLesson.merge(rel, 1, Integer::sum);
        if (all.incrementAndGet() > inAll || now > perLesson) {
            leave(rel);
            return false;
        }
        return true;
    }

    private void leave(Rel rel) {
        all.decrementAndGet();
        byLesson.computeIfPresent(rel, (lesson, count) -> count == 1 ? null : count - 1);
    }
}
