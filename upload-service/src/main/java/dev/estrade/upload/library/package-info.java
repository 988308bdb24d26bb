/** Films and photos outside of formations: announced by one presigned URL each, verified, moved to where they are public. */
@NullMarked
package dev.estrade.upload.library;

import org.jspecify.annotations.NullMarked;
