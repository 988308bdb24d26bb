package dev.estrade.playback.hls;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.events.SegmentWanted;
import dev.estrade.support.events.EventPublisher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the encoders which pictures are waited for, as often as {@link RecentWishes} allows. */
@Component
class Wishes {
    private static final Pattern PICTURES = Pattern.compile("([1-9][0-9]*p)/segment_([0-9]{3,7})\\.ts");

    private final EventPublisher publisher;
    private final RecentWishes recent = new RecentWishes(Ticker.systemTicker());

    Wishes(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Never fails: whoever waits asks again. */
    Mono<Void> tell(Asked asked) {
        Matcher file = PICTURES.matcher(asked.path().file());
        if (!file.matches()) {
            return Mono.empty();
        }
        SegmentWanted wanted = new SegmentWanted(
                asked.path().rel(), asked.generation().id(), file.group(1), Integer.parseInt(file.group(2)));
        return recent.add(wanted) ? publisher.publishLossy(wanted) : Mono.empty();
    }
}
