/** The main job, end to end, as a frontend and a player do it. */
@NullMarked
package dev.estrade.e2e;

import org.jspecify.annotations.NullMarked;
