/** How the platform is, for whoever runs it. */
@NullMarked
package dev.estrade.gateway.status;

import org.jspecify.annotations.NullMarked;
