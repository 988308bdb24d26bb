/** How the services' answers are taken in and passed on. */
@NullMarked
package dev.estrade.gateway.upstream;

import org.jspecify.annotations.NullMarked;
