/** Presentation videos: unencrypted files that any browser plays, one for each course and module. */
@NullMarked
package dev.estrade.transcode.presentation;

import org.jspecify.annotations.NullMarked;
