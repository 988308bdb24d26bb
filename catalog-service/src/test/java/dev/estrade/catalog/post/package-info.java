@NullMarked
package dev.estrade.catalog.post;

import org.jspecify.annotations.NullMarked;
