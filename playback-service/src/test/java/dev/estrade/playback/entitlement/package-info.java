@NullMarked
package dev.estrade.playback.entitlement;

import org.jspecify.annotations.NullMarked;
