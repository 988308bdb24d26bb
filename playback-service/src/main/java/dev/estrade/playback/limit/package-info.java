/** How often a user may ask, across replicas. */
@NullMarked
package dev.estrade.playback.limit;

import org.jspecify.annotations.NullMarked;
