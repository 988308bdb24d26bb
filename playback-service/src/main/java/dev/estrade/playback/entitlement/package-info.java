/** Who may watch: a local projection of formations, enrolments and lessons. */
@NullMarked
package dev.estrade.playback.entitlement;

import org.jspecify.annotations.NullMarked;
