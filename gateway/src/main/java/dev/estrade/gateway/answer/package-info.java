/** What the gateway adds to every answer. */
@NullMarked
package dev.estrade.gateway.answer;

import org.jspecify.annotations.NullMarked;
