/** Events of other services: one listener per topic, because the inbox remembers an event once per service. */
@NullMarked
package dev.estrade.upload.listen;

import org.jspecify.annotations.NullMarked;
