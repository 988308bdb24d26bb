/** The one way out to addresses that somebody else chose: guarded against server-side request forgery. */
@NullMarked
package dev.estrade.support.outbound;

import org.jspecify.annotations.NullMarked;
