/** catalog-service: what people see. */
@NullMarked
package dev.estrade.catalog;

import org.jspecify.annotations.NullMarked;
