/** Reaches what the service keeps to itself. */
@NullMarked
package dev.estrade.upload.file;

import org.jspecify.annotations.NullMarked;
