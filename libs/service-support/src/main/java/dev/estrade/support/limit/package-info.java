/** How often a user may ask, across replicas. */
@NullMarked
package dev.estrade.support.limit;

import org.jspecify.annotations.NullMarked;
