@NullMarked
package dev.estrade.playback.revocation;

import org.jspecify.annotations.NullMarked;
