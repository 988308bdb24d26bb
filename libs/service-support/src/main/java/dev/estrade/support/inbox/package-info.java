/** Events received at least once, handled once. */
@NullMarked
package dev.estrade.support.inbox;

import org.jspecify.annotations.NullMarked;
