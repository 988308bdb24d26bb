/** The playback token in front of encrypted lessons. */
@NullMarked
package dev.estrade.gateway.playback;

import org.jspecify.annotations.NullMarked;
