@NullMarked
package dev.estrade.localstack.demo;

import org.jspecify.annotations.NullMarked;
