/** Bucket and database are compared both ways; what nobody needs goes, what does not match is reported. */
@NullMarked
package dev.estrade.upload.sweep;

import org.jspecify.annotations.NullMarked;
