package dev.estrade.e2e;

import java.nio.file.Path;

/**
 * A file with what must be found again in its lesson.
 *
 * @param rgb the picture's colour
 * @param width as displayed, rotation applied
 * @param seconds duration
 */
record Video(
        String name, Path file, String contentType, int rgb, int width, int height, double seconds, boolean sound) {}
