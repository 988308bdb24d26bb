@NullMarked
package dev.estrade.test.api;

import org.jspecify.annotations.NullMarked;
