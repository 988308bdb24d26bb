@NullMarked
package dev.estrade.transcode.rotation;

import org.jspecify.annotations.NullMarked;
