@NullMarked
package dev.estrade.playback.relay;

import org.jspecify.annotations.NullMarked;
