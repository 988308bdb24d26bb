/** How AI generation jobs end, of which people and other systems are told. */
@NullMarked
package dev.estrade.catalog.generation;

import org.jspecify.annotations.NullMarked;
