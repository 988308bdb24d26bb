package dev.estrade.events;

import java.util.List;

/** Kafka topics: one per producing service, plus the two that are read differently. */
public final class Topics {
    public static final String UPLOADS = "estrade.uploads.v1";
    public static final String CATALOG = "estrade.catalog.v1";
    public static final String TRANSCODES = "estrade.transcodes.v1";
    public static final String GENERATIONS = "estrade.generations.v1";
    public static final String PLAYBACK = "estrade.playback.v1";

    /** Wake-ups for workers, and what viewers wait for; lossy by design, a poll is the net. */
    public static final String TRANSCODE_WORK = "estrade.transcode-work.v1";

    /** Read from the start by every replica of playback-service; retention must exceed the longest token. */
    public static final String REVOCATIONS = "estrade.revocations.v1";

    public static final List<String> ALL =
            List.of(UPLOADS, CATALOG, TRANSCODES, GENERATIONS, PLAYBACK, TRANSCODE_WORK, REVOCATIONS);

    /** Appended to a topic's name for its dead-letter topic. */
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    private Topics() {}
}
