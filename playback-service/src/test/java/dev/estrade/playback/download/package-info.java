@NullMarked
package dev.estrade.playback.download;

import org.jspecify.annotations.NullMarked;
