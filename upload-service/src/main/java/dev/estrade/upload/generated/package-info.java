/** Videos that generation jobs made, taken over as uploads without the bytes passing a client again. */
@NullMarked
package dev.estrade.upload.generated;

import org.jspecify.annotations.NullMarked;
