/** Files that come in a form, through this service: streamed on to the store in pieces, never held whole. */
@NullMarked
package dev.estrade.upload.form;

import org.jspecify.annotations.NullMarked;
