/** What came to an end and is told once: to people as notifications, to other systems as webhooks. */
@NullMarked
package dev.estrade.catalog.fact;

import org.jspecify.annotations.NullMarked;
