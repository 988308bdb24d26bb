/** Facts told to other systems: signed HTTP calls by Standard Webhooks 1.0, repeated until they are taken. */
@NullMarked
package dev.estrade.catalog.webhook;

import org.jspecify.annotations.NullMarked;
