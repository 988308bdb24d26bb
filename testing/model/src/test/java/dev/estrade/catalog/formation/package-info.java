/** Reaches what the service keeps to itself. */
@NullMarked
package dev.estrade.catalog.formation;

import org.jspecify.annotations.NullMarked;
