/** The S3-compatible object store: presigning (SigV4) and the few calls that services make. */
@NullMarked
package dev.estrade.support.store;

import org.jspecify.annotations.NullMarked;
