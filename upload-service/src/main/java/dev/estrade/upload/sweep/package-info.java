/** Bucket and database are compared both ways; what nothing knows of goes, what is missing is reported. */
@NullMarked
package dev.estrade.upload.sweep;

import org.jspecify.annotations.NullMarked;
