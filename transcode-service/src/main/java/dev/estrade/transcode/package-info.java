/** transcode-service: an uploaded video becomes an encrypted HLS lesson. */
@NullMarked
package dev.estrade.transcode;

import org.jspecify.annotations.NullMarked;
