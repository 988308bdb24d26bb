/** Bytes out: who may watch which lesson, and the lesson itself. */
@NullMarked
package dev.estrade.playback;

import org.jspecify.annotations.NullMarked;
