/** The tokens in front of encrypted lessons and of downloads. */
@NullMarked
package dev.estrade.gateway.playback;

import org.jspecify.annotations.NullMarked;
