/** A start that serves nobody, for the classes that it loads. */
@NullMarked
package dev.estrade.support.training;

import org.jspecify.annotations.NullMarked;
