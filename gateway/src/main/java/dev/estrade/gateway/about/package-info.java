/** What this platform is, for a client that knows only its address. */
@NullMarked
package dev.estrade.gateway.about;

import org.jspecify.annotations.NullMarked;
