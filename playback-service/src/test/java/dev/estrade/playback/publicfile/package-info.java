@NullMarked
package dev.estrade.playback.publicfile;

import org.jspecify.annotations.NullMarked;
