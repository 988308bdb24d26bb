/** What a file is, read by ffprobe under the cage. */
@NullMarked
package dev.estrade.transcode.probe;

import org.jspecify.annotations.NullMarked;
