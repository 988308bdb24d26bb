@NullMarked
package dev.estrade.localstack.infra;

import org.jspecify.annotations.NullMarked;
