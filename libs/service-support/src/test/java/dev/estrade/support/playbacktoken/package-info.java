@NullMarked
package dev.estrade.support.playbacktoken;

import org.jspecify.annotations.NullMarked;
