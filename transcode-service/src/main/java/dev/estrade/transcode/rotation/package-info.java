/** Brings all content keys under the current key-encryption key, so that an older one can be retired. */
@NullMarked
package dev.estrade.transcode.rotation;

import org.jspecify.annotations.NullMarked;
