package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.HlsPath.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPathTests {

    @ParameterizedTest
    @CsvSource({
        "output.m3u8, MULTIVARIANT_PLAYLIST",
        "480p/index.m3u8, MEDIA_PLAYLIST",
        "audio/index.m3u8, MEDIA_PLAYLIST",
        "1080p/segment_000.ts, SEGMENT",
        "audio/segment_12345.ts, SEGMENT",
        "enc.key, CONTENT_KEY"
    })
    void knowsTheFilesOfALesson(String file, Kind kind) {
        assertThat(HlsPath.parse("/hls2/t/c/m/l1/" + file))
                .contains(new HlsPath(new Rel("t", "c", "m", "l1"), kind, file));
    }

    @ParameterizedTest
    @CsvSource({
        "output.m3u8, MULTIVARIANT_PLAYLIST",
        "480p/index.m3u8, MEDIA_PLAYLIST",
        "audio/segment_12345.ts, SEGMENT",
        "enc.key, CONTENT_KEY"
    })
    void knowsALiveByItsTwoNames(String file, Kind kind) {
        HlsPath wanted = new HlsPath(new Rel("live", "live", "a_B-7", "stream"), kind, file);

        assertThat(HlsPath.parse("/live/a_B-7/" + file)).contains(wanted);
        assertThat(HlsPath.parse("/hls2/live/live/a_B-7/stream/" + file)).contains(wanted);
    }

    @Test
    void namesTheFolderSoThatItIsUnderstood() {
        Rel stream = new Rel("live", "live", "7", "stream");
        Rel recording = new Rel("t", "live", "7", "stream");

        assertThat(HlsPath.folder(stream)).isEqualTo("/live/7/");
        assertThat(HlsPath.folder(recording)).isEqualTo("/hls2/t/live/7/stream/");
        assertThat(HlsPath.parse(HlsPath.folder(stream) + "enc.key").map(HlsPath::rel))
                .contains(stream);
        assertThat(HlsPath.parse(HlsPath.folder(recording) + "enc.key").map(HlsPath::rel))
                .contains(recording);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls2/t/c/m/l1",
                "/hls2/t/c/m/l1/",
                "/hls2/t/c/m/output.m3u8",
                "/hls2/t/c/m/l1/x/output.m3u8",
                "/hls2/t/c/m/l1/output.m3u8/",
                "/hls2/t/c/m/l1//output.m3u8",
                "/hls2//c/m/l1/output.m3u8",
                "/hls2/t/c/m/l1/./output.m3u8",
                "/hls2/t/c/m/l1/../l1/output.m3u8",
                "/hls2/t/c/m/l1%2foutput.m3u8",
                "/hls2/t/c/m/l1/output.m3u8%00",
                "/hls2/t/c/m/l1/output.m3u8;a=b",
                "/hls2/t/c/m/l1/OUTPUT.M3U8",
                "/hls2/t/c/m/l1/enc.key\n",
                "/hls2/t/c/m/l1/480p/enc.key",
                "/hls2/t/c/m/l1/480p/segment_1.ts",
                "/hls2/t/c/m/l1/480p/segment_000.m4s",
                "/hls2/t/c/m/l1/048p/segment_000.ts",
                "/hls2/t/c/m/l1/g1/480p/segment_000.ts",
                "/live/",
                "/live/7",
                "/live/7/",
                "/live//output.m3u8",
                "/live/output.m3u8",
                "/live/7/8/output.m3u8",
                "/live/7/stream/output.m3u8",
                "/live/7//output.m3u8",
                "/live/./output.m3u8",
                "/live/../output.m3u8",
                "/live/7/../8/output.m3u8",
                "/live/7.0/output.m3u8",
                "/live/%37/output.m3u8",
                "/live/7%2foutput.m3u8",
                "/live/7/output.m3u8%00",
                "/live/7;a=b/output.m3u8",
                "/live/7/output.m3u8/",
                "/live/12345678901234567890123456789012345678901234567890123456789012345/output.m3u8",
                "/LIVE/7/output.m3u8",
                "/lives/7/output.m3u8",
                "live/7/output.m3u8",
                "/HLS2/t/c/m/l1/output.m3u8",
                "/hls/t/c/m/l1/output.m3u8",
                "hls2/t/c/m/l1/output.m3u8"
            })
    void knowsNothingElse(String path) {
        assertThat(HlsPath.parse(path)).isEmpty();
    }
}
