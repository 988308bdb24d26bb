package dev.estrade.playback.hls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.events.SegmentWanted;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which wishes are worth telling: each once in 2 s, and ten of one lesson's generation in that time, or a single viewer
 * who asks for every segment at once would fill the topic.
 */
final class RecentWishes {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final int PER_LESSON = 10;
    private static final int REMEMBERED = 10_000;

    private final Cache<SegmentWanted, Boolean> told;
    private final Cache<String, AtomicInteger> byLesson;

    RecentWishes(Ticker time) {
        told = recent(time).build();
        byLesson = recent(time).build();
    }

    /** @return whether it is to be told now; if not, it is forgotten unless it was told */
    boolean add(SegmentWanted wish) {
        if (told.asMap().putIfAbsent(wish, true) != null) {
            return false;
        }
        boolean fits =
                byLesson.get(wish.aggregateId(), lesson -> new AtomicInteger()).incrementAndGet() <= PER_LESSON;
        if (!fits) {
            told.invalidate(wish);
        }
        return fits;
    }

    private static Caffeine<Object, Object> recent(Ticker time) {
        return Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(REMEMBERED)
                .ticker(time);
    }
}
