/** One file on its way in: announced, verified on the store, claimed, or gone. */
@NullMarked
package dev.estrade.upload.file;

import org.jspecify.annotations.NullMarked;
