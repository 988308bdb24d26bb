/** A user's saved videos and photos. */
@NullMarked
package dev.estrade.catalog.library;

import org.jspecify.annotations.NullMarked;
