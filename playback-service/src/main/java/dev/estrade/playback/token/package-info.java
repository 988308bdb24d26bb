/** Playback tokens for eligible users. */
@NullMarked
package dev.estrade.playback.token;

import org.jspecify.annotations.NullMarked;
