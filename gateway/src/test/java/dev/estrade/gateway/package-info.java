@NullMarked
package dev.estrade.gateway;

import org.jspecify.annotations.NullMarked;
