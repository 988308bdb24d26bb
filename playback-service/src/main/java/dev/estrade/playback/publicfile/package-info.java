/** What anybody may read: saved media and presentation videos. */
@NullMarked
package dev.estrade.playback.publicfile;

import org.jspecify.annotations.NullMarked;
