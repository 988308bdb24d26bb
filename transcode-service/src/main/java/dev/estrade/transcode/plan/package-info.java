/** What will be made of a source: decided before any of it is encoded. */
@NullMarked
package dev.estrade.transcode.plan;

import org.jspecify.annotations.NullMarked;
