package dev.estrade.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ThumbnailLinksTests {
    private static final String STORED = """
            WEBVTT

            00:00:00.000 --> 00:00:04.000
            sheet_000.jpg#xywh=0,0,160,90

            00:06:40.000 --> 00:06:44.000
            sheet_001.jpg#xywh=160,90,160,90
            """;

    @Test
    void keepsSheetsRelativeOnTheWeb() {
        assertThat(ThumbnailLinks.rewritten(STORED, Links.relative("g1"))).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:04.000
                sheet_000.jpg?g=g1#xywh=0,0,160,90

                00:06:40.000 --> 00:06:44.000
                sheet_001.jpg?g=g1#xywh=160,90,160,90
                """);
    }

    @Test
    void makesSheetsAbsoluteForNativePlayers() {
        String sprites = "https://video.example/hls2/t/c/m/l1/sprites/";
        URI address = URI.create(sprites + "thumbnails.vtt");

        assertThat(ThumbnailLinks.rewritten(STORED, Links.absolute("g1", address, "GRANT")))
                .isEqualTo("""
                        WEBVTT

                        00:00:00.000 --> 00:00:04.000
                        %1$ssheet_000.jpg?g=g1&token=GRANT#xywh=0,0,160,90

                        00:06:40.000 --> 00:06:44.000
                        %1$ssheet_001.jpg?g=g1&token=GRANT#xywh=160,90,160,90
                        """.formatted(sprites));
    }
}
