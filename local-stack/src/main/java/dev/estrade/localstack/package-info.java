/** The local stack: one process that stands in for a platform's infrastructure and runs the services beside it. */
@NullMarked
package dev.estrade.localstack;

import org.jspecify.annotations.NullMarked;
