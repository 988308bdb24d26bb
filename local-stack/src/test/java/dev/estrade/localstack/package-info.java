@NullMarked
package dev.estrade.localstack;

import org.jspecify.annotations.NullMarked;
