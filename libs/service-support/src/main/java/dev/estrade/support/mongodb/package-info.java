/** What every service asks of its database: indexes, and when a write counts as written. */
@NullMarked
package dev.estrade.support.mongodb;

import org.jspecify.annotations.NullMarked;
