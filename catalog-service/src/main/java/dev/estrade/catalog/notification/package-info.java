/** What people are told once: a list, what of it they have read, and a stream of what is new. */
@NullMarked
package dev.estrade.catalog.notification;

import org.jspecify.annotations.NullMarked;
