@NullMarked
package dev.estrade.playback.delivery;

import org.jspecify.annotations.NullMarked;
