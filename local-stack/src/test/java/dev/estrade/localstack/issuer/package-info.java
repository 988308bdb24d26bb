@NullMarked
package dev.estrade.localstack.issuer;

import org.jspecify.annotations.NullMarked;
