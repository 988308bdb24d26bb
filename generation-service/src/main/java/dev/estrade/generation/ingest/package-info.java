/** Brings results into the platform's bucket, judges them there, and takes away what nobody needs. */
@NullMarked
package dev.estrade.generation.ingest;

import org.jspecify.annotations.NullMarked;
