/** Idempotency-Key: the answer to a repeated POST is the stored one. */
@NullMarked
package dev.estrade.support.idempotency;

import org.jspecify.annotations.NullMarked;
