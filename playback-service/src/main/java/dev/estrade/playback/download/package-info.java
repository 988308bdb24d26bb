/** Downloads of what lessons are made of. */
@NullMarked
package dev.estrade.playback.download;

import org.jspecify.annotations.NullMarked;
