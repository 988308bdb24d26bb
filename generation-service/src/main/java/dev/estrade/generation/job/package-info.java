/** Generation jobs: one aggregate whose transitions decide everything, and the queue of what is to be done next. */
@NullMarked
package dev.estrade.generation.job;

import org.jspecify.annotations.NullMarked;
