@NullMarked
package dev.estrade.support.outbound;

import org.jspecify.annotations.NullMarked;
