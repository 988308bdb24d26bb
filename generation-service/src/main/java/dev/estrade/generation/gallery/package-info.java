/** What users see of their jobs: status, results, the gallery, a stream; and how they end them. */
@NullMarked
package dev.estrade.generation.gallery;

import org.jspecify.annotations.NullMarked;
