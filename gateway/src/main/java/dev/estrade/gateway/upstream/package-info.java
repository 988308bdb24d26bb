/** How the services are asked, and their answers passed on. */
@NullMarked
package dev.estrade.gateway.upstream;

import org.jspecify.annotations.NullMarked;
