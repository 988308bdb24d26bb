@NullMarked
package dev.estrade.playback.hls;

import org.jspecify.annotations.NullMarked;
