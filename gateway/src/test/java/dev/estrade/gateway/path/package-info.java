@NullMarked
package dev.estrade.gateway.path;

import org.jspecify.annotations.NullMarked;
