/** How far each user has come in each lesson. */
@NullMarked
package dev.estrade.playback.progress;

import org.jspecify.annotations.NullMarked;
