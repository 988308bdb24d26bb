/** All uploads of a formation are claimed, or none is. */
@NullMarked
package dev.estrade.upload.claim;

import org.jspecify.annotations.NullMarked;
