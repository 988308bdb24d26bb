/** Compares what we do with a reference, in one run on one machine, and prints the ratio. */
@NullMarked
package dev.estrade.benchmarks;

import org.jspecify.annotations.NullMarked;
