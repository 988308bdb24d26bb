/** New jobs: what may be asked for, by whom and how often. */
@NullMarked
package dev.estrade.generation.submission;

import org.jspecify.annotations.NullMarked;
