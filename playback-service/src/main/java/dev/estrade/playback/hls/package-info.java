/** Playlists, segments and keys of encrypted lessons. */
@NullMarked
package dev.estrade.playback.hls;

import org.jspecify.annotations.NullMarked;
