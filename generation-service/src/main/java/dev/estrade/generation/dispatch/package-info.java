/** Sends jobs to the backend until it has taken them. */
@NullMarked
package dev.estrade.generation.dispatch;

import org.jspecify.annotations.NullMarked;
