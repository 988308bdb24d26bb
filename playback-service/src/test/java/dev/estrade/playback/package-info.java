@NullMarked
package dev.estrade.playback;

import org.jspecify.annotations.NullMarked;
