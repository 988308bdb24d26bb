/** Formations: published whole or not at all. */
@NullMarked
package dev.estrade.catalog.formation;

import org.jspecify.annotations.NullMarked;
