/** How a service ends without failing a request. */
@NullMarked
package dev.estrade.support.drain;

import org.jspecify.annotations.NullMarked;
