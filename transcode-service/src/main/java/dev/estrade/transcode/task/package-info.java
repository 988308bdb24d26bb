/** What clients see of a transcode. */
@NullMarked
package dev.estrade.transcode.task;

import org.jspecify.annotations.NullMarked;
