package dev.estrade.transcode.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Plan.Track;
import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Range;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of unusual kinds: what comes out is what every player plays. */
@NullMarked
class OddSourcesIT {
    @TempDir
    Path work;

    private final Clips clips = Clips.shared();

    @Test
    void makesPicturesOfFields() throws Exception {
        Source source = OddClips.interlaced();
        Plan plan = plan(source);

        assertThat(Objects.requireNonNull(plan.picture()).interlaced()).isTrue();
        assertThat(plan.rate()).isEqualTo(new Fraction(25, 1));
        Path whole = EncodedLesson.of(source, plan, work).whole("240p");
        assertThat(clips.frameTimes(whole)).hasSize((int) plan.frames());
        assertThat(clips.probe(whole, "stream=field_order", "v")).isEqualTo("progressive");
        assertThat(clips.interlacedPictures(Objects.requireNonNull(source.file())))
                .isGreaterThan(100);
        assertThat(clips.interlacedPictures(whole)).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({"smpte2084, PQ", "arib-std-b67, HLG"})
    void mapsHighRangeToStandard(String transfer, Range range) throws Exception {
        Source source = OddClips.highRange(transfer);
        Plan plan = plan(source);

        assertThat(Objects.requireNonNull(plan.picture()).range()).isEqualTo(range);
        Path whole = EncodedLesson.of(source, plan, work).whole("240p");
        assertThat(clips.probe(whole, "stream=pix_fmt,color_space,color_transfer,color_primaries", "v"))
                .isEqualTo("yuv420p,bt709,bt709,bt709");
        assertThat(clips.frameTimes(whole)).hasSize((int) plan.frames());
    }

    @Test
    void playsSoundAlone() throws Exception {
        Source source = OddClips.sound();
        Plan plan = plan(source);

        assertThat(plan.rungs()).isEmpty();
        Path whole = EncodedLesson.of(source, plan, work).whole("audio");
        assertThat(clips.audioSeconds(whole)).isCloseTo(6, within(0.1));
    }

    @Test
    void keepsEveryLanguageThatIsSpokenOrWritten() throws Exception {
        Source source = OddClips.languages();
        Plan plan = plan(source);

        assertThat(plan.sounds()).extracting(Track::rendition).containsExactly("audio", "audio_1");
        assertThat(plan.sounds()).extracting(sound -> sound.label().language()).containsExactly("fr", "en");
        assertThat(plan.subtitles()).extracting(text -> text.label().language()).containsExactly("fr", "de");
        EncodedLesson lesson = EncodedLesson.of(source, plan, work);
        assertThat(clips.audioSeconds(lesson.whole("audio_1"))).isCloseTo(plan.duration(), within(0.05));
        assertThat(new String(lesson.segment("subtitles", 0), UTF_8))
                .startsWith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n")
                // The container begins with the sound's priming, a few hundredths before the picture.
                .containsPattern("00:01\\.0\\d\\d --> 00:02\\.5\\d\\d\nBonjour à tous");
        assertThat(new String(lesson.segment("subtitles_1", 0), UTF_8))
                .containsPattern("00:05\\.0\\d\\d --> 00:05\\.9\\d\\d\nEnde");
    }

    private Plan plan(Source source) throws Exception {
        Probe probe = new Prober(clips.tools(), Duration.ofHours(1)).probe(source);
        return Plan.of(probe);
    }
}
