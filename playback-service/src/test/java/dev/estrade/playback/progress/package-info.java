@NullMarked
package dev.estrade.playback.progress;

import org.jspecify.annotations.NullMarked;
