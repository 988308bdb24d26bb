/** Recordings of lives: what arrives chunk by chunk is played while it arrives, and is one video in the end. */
@NullMarked
package dev.estrade.transcode.live;

import org.jspecify.annotations.NullMarked;
