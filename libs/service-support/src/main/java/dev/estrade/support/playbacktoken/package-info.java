/** Playback and download tokens: issued by playback-service, verified there and at the gateway. */
@NullMarked
package dev.estrade.support.playbacktoken;

import org.jspecify.annotations.NullMarked;
