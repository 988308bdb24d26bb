package dev.estrade.transcode.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTests {
    private static final Fraction THIRTY = new Fraction(30, 1);

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1080p 720p 480p 360p 240p",
        "3840, 2160, 1080p 720p 480p 360p 240p",
        "1280, 720, 720p 480p 360p 240p",
        "1000, 562, 480p 360p 240p",
        "720, 1280, 720p 480p 360p 240p",
        "161, 91, 90p",
        "1, 1, 2p",
    })
    void offersNoRungAboveTheSource(int width, int height, String names) {
        Plan plan = Plan.of(probe(width, height, THIRTY, THIRTY, 60));

        assertThat(plan.rungs()).extracting(Rung::name).containsExactly(names.split(" ", -1));
        assertThat(plan.rungs()).allMatch(rung -> rung.width() % 2 == 0 && rung.height() % 2 == 0);
    }

    @Test
    void keepsPortraitUpright() {
        Rung start = Plan.of(probe(1080, 1920, THIRTY, THIRTY, 60)).startRung().orElseThrow();

        assertThat(start).extracting(Rung::width, Rung::height).containsExactly(480, 854);
    }

    @ParameterizedTest
    @CsvSource({
        "30/1, 30/1, 30/1",
        "30000/1001, 30000/1001, 30000/1001",
        "24000/1001, 24000/1001, 24000/1001",
        "1000/1, 291/10, 30000/1001",
        "120/1, 120/1, 60/1",
        "10/1, 10/1, 10/1",
        "90000/1, 0/1, 60/1",
        "0/1, 0/1, 30/1",
    })
    void choosesAStandardRateUpToSixty(String nominal, String average, String chosen) {
        Plan plan = Plan.of(probe(640, 360, fraction(nominal), fraction(average), 60));

        assertThat(plan.rate()).isEqualTo(fraction(chosen));
    }

    @ParameterizedTest
    @CsvSource({"60, 15, 4", "21.5, 6, 1.5", "20.4, 5, 4.4", "0.2, 1, 0.2", "3.9, 1, 3.9", "4.5, 2, 0.5"})
    void joinsAShortTailToTheSegmentBefore(double end, int segments, double last) {
        Plan plan = Plan.of(probe(640, 360, THIRTY, THIRTY, end));

        assertThat(plan.segments()).isEqualTo(segments);
        assertThat(plan.duration(segments - 1)).isCloseTo(last, org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.49, 4, 7.3, 59.94, 3600.017})
    void coversEveryFrameExactlyOnce(double end) {
        for (Fraction rate : new Fraction[] {THIRTY, new Fraction(24000, 1001), new Fraction(60000, 1001)}) {
            Plan plan = Plan.of(probe(640, 360, rate, rate, end));
            long next = 0;
            for (int segment = 0; segment < plan.segments(); segment++) {
                assertThat(plan.firstFrame(segment)).isEqualTo(next);
                next = plan.endFrame(segment);
            }
            assertThat(next).isEqualTo(plan.frames());
        }
    }

    static Probe probe(int width, int height, Fraction nominal, Fraction average, double end) {
        return Probes.of(width, height, nominal, average, end);
    }

    private static Fraction fraction(String text) {
        String[] parts = text.split("/", -1);
        return new Fraction(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
