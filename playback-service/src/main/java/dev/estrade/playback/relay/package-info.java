/** Bytes on their way from the store to a client. */
@NullMarked
package dev.estrade.playback.relay;

import org.jspecify.annotations.NullMarked;
