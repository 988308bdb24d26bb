/** Standard Webhooks 1.0: who signs calls to others, and who judges theirs, by one definition. */
@NullMarked
package dev.estrade.support.webhook;

import org.jspecify.annotations.NullMarked;
