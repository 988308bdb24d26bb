/** Several files that are announced and followed together. */
@NullMarked
package dev.estrade.upload.batch;

import org.jspecify.annotations.NullMarked;
