/** generation-service: AI jobs. It starts, has its topic and its health; jobs come with their own feature. */
@NullMarked
package dev.estrade.generation;

import org.jspecify.annotations.NullMarked;
