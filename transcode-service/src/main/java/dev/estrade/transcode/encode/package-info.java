/** Segments from FFmpeg, and their encryption. */
@NullMarked
package dev.estrade.transcode.encode;

import org.jspecify.annotations.NullMarked;
