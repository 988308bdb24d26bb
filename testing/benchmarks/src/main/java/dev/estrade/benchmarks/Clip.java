package dev.estrade.benchmarks;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A lesson's video: 1280x720 at 25 pictures a second, H.264 and AAC.
 *
 * @param content what is to be seen, such as {@code slides}
 */
record Clip(Path file, String content, Container container, int seconds) {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    static final int RATE = 25;

    /** In what a video is kept. */
    enum Container {
        FAST_START("mp4", "video/mp4"),
        MOOV_AT_END("mp4", "video/mp4"),
        MATROSKA("mkv", "video/x-matroska");

        private final String extension;
        private final String type;

        Container(String extension, String type) {
            this.extension = extension;
            this.type = type;
        }

        String extension() {
            return extension;
        }

        String type() {
            return type;
        }

        /** Such as {@code moov at end}. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
