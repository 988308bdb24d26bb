/** Reaches what the service keeps to itself. */
@NullMarked
package dev.estrade.upload.form;

import org.jspecify.annotations.NullMarked;
