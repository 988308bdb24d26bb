/** upload-service: bytes in. They go from the browser to the store; this service only signs, verifies and remembers. */
@NullMarked
package dev.estrade.upload;

import org.jspecify.annotations.NullMarked;
