/** Uppy's two ways to an S3 store, served so that an unmodified Uppy works: nothing else in the platform uses them. */
@NullMarked
package dev.estrade.upload.uppy;

import org.jspecify.annotations.NullMarked;
