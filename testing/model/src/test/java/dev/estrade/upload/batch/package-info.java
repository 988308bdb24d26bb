/** Reaches what the service keeps to itself. */
@NullMarked
package dev.estrade.upload.batch;

import org.jspecify.annotations.NullMarked;
