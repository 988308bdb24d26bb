/** What anybody may read: saved media, presentation videos and their posters. */
@NullMarked
package dev.estrade.playback.publicfile;

import org.jspecify.annotations.NullMarked;
