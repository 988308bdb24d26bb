/** Events that are written with the aggregate they tell about, and published after. */
@NullMarked
package dev.estrade.support.outbox;

import org.jspecify.annotations.NullMarked;
