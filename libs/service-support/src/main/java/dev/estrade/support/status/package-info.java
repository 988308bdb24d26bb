/** How the platform is, for whoever runs it: each service tells its part, the gateway asks them all. */
@NullMarked
package dev.estrade.support.status;

import org.jspecify.annotations.NullMarked;
