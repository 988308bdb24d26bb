package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.EventType;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetirementTests {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Formation replaced = replaced();

    @Test
    void keepsWhatPlaysUntilItsSuccessorDoes() {
        assertThat(replaced.retired(lesson -> false, NOW, Duration.ZERO)).isSameAs(replaced);
    }

    @Test
    void countsFromWhenTheSuccessorPlays() {
        Formation counting = replaced.retired(lesson -> true, NOW, KEPT);

        assertThat(counting.retired(lesson -> true, NOW.plus(KEPT).minusMillis(1), KEPT))
                .isSameAs(counting);
        Formation over = counting.retired(lesson -> true, NOW.plus(KEPT), KEPT);
        assertThat(over.lessons().flatMap(lesson -> lesson.replaced().stream())).isEmpty();
        assertThat(Courses.types(over)).endsWith(EventType.GENERATIONS_REMOVED.type());
        assertThat(over.life().edition()).isEqualTo(replaced.life().edition());
    }

    @Test
    void removesExactlyTheReplacedOne() {
        Retirement retirement = Retirement.of(replaced.content(), lesson -> true, NOW, Duration.ZERO);

        assertThat(retirement.retired())
                .extracting(RemovedGeneration::generation)
                .containsExactly("v1");
    }

    private static Formation replaced() {
        Formation whole = Courses.whole(Courses.TWO_MODULES);
        Content.Lesson first = whole.lessons().findFirst().orElseThrow();
        Formation waiting = whole.revised(ContentBuilder.withVideo(whole.content(), first, "v9"), false);
        return waiting.claimed(Courses.answerTo("f1~0"));
    }
}
