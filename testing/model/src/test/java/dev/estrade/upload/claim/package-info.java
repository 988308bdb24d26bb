/** Reaches what the service keeps to itself. */
@NullMarked
package dev.estrade.upload.claim;

import org.jspecify.annotations.NullMarked;
