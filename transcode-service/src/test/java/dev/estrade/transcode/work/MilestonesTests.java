package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Probes;
import dev.estrade.transcode.plan.Renditions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MilestonesTests {
    private static final Instant NOW = Instant.now();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Milestones milestones = new Milestones(meters);
    private final Transcode probing = Transcode.of(new Lesson(
                    new Rel("t", "c", "m", "l"),
                    "g",
                    "t",
                    new Lesson.Original("k", "e", "mp4"),
                    NOW.minusSeconds(3),
                    null))
            .leased(Work.PROBE, "w", NOW, NOW.plusSeconds(30));

    @Test
    void timesOnceWhenALessonPlays() {
        Transcode encoding = probing.planned(1, Plan.of(Probes.of(640, 360, Probes.THIRTY, Probes.THIRTY, 60)))
                .leased(Work.AUDIO, "w", NOW, NOW.plusSeconds(30));
        Transcode picture = encoding.stored(2, List.of("360p"), 0, 0);
        Transcode playable = picture.stored(2, List.of(Renditions.AUDIO), 0, 0);
        Transcode further = playable.stored(2, List.of(Renditions.AUDIO), 1, 5);

        milestones.passed(encoding, picture);
        assertThat(meters.get("estrade.transcode.playable").timer().count()).isZero();
        milestones.passed(picture, playable);
        milestones.passed(playable, further);

        assertThat(playable.status()).isEqualTo(Status.PLAYABLE);
        assertThat(meters.get("estrade.transcode.playable").timer().count()).isEqualTo(1);
        assertThat(meters.get("estrade.transcode.playable").timer().max(TimeUnit.SECONDS))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void countsAFailureOnceByItsCode() {
        Transcode failed = probing.faulted(1, TranscodeProblem.NOT_MEDIA);

        milestones.passed(probing, failed);
        milestones.passed(failed, failed.faulted(1, TranscodeProblem.NOT_MEDIA));
        milestones.passed(null, probing);

        assertThat(meters.get("estrade.transcode.failures")
                        .tag("code", "media.not_media")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
