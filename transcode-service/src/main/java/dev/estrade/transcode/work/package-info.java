/** Who encodes what, and when a lesson plays: one document per lesson generation. */
@NullMarked
package dev.estrade.transcode.work;

import org.jspecify.annotations.NullMarked;
