@NullMarked
package dev.estrade.catalog.webhook;

import org.jspecify.annotations.NullMarked;
