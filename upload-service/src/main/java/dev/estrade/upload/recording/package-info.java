/** What browsers record of lives: chunks that they put themselves, when a recording ends, what a stopped live leaves. */
@NullMarked
package dev.estrade.upload.recording;

import org.jspecify.annotations.NullMarked;
