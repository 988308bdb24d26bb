/** Boxes of MP4 files that are read by ranges. */
@NullMarked
package dev.estrade.support.movie;

import org.jspecify.annotations.NullMarked;
