/** Takes back rights to play before their time, in every replica within seconds. */
@NullMarked
package dev.estrade.playback.revocation;

import org.jspecify.annotations.NullMarked;
