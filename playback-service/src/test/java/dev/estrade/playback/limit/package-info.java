@NullMarked
package dev.estrade.playback.limit;

import org.jspecify.annotations.NullMarked;
