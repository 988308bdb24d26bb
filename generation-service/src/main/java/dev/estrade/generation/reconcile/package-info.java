/** Asks the backend about jobs that it has been silent about. */
@NullMarked
package dev.estrade.generation.reconcile;

import org.jspecify.annotations.NullMarked;
