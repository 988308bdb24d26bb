/** How stored bytes reach clients: through this process without being held in it, or from the store itself. */
@NullMarked
package dev.estrade.playback.delivery;

import org.jspecify.annotations.NullMarked;
