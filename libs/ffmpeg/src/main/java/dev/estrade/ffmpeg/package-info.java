/** The FFmpeg programs: found or unpacked, and run as bounded child processes. */
@NullMarked
package dev.estrade.ffmpeg;

import org.jspecify.annotations.NullMarked;
