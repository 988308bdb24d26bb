/**
 * The promise of the formations, tried on random histories: real services over a database and a store in memory, in one
 * thread that chooses what happens next.
 */
@NullMarked
package dev.estrade.model;

import org.jspecify.annotations.NullMarked;
