package dev.estrade.support.stream;

import dev.estrade.events.Event;
import java.util.Set;
import java.util.stream.Stream;

/** Which events are hints for one feature's streams; a bean of this type switches {@link Hints} on. */
public interface HintKeys {
    /** Where those events are published. */
    Set<String> topics();

    /** Names, in whatever form its streams ask {@link Looks} for them, of what this event may have changed. */
    Stream<String> changedBy(Event event);
}
