/** generation-service: AI image and video jobs, of which none is lost and each ends. */
@NullMarked
package dev.estrade.generation;

import org.jspecify.annotations.NullMarked;
