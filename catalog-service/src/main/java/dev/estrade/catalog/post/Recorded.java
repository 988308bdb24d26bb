package dev.estrade.catalog.post;

import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;

/**
 * What was recorded of a live in one piece, or the film that its author uploaded.
 *
 * @param id names its generation, too
 * @param size bytes; 0 until it is known
 */
record Recorded(String id, State state, long size) {

    enum State {
        RECORDING,
        KEPT,
        /** Nothing arrived, or it was deleted: remembered, so that late news do not bring it back. */
        GONE
    }

    boolean isKept() {
        return state == State.KEPT;
    }

    Recorded to(State next) {
        return state == State.GONE || state == next ? this : new Recorded(id, next, size);
    }

    Recorded sized(long bytes) {
        return new Recorded(id, state, bytes);
    }

    Rel rel(Post post) {
        return LivePlace.recording(post.ownerId(), post.id(), id);
    }

    String stateId(Post post) {
        return LessonState.idOf(rel(post), id);
    }

    RemovedGeneration generation(Post post) {
        return new RemovedGeneration(rel(post), id);
    }

    /** What played of it while it was recorded. */
    RemovedGeneration stream(Post post) {
        return new RemovedGeneration(LivePlace.stream(post.id()), id);
    }
}
