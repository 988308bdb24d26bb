/** Whether browsers may use the store: rules are set where there are none, and tried. */
@NullMarked
package dev.estrade.upload.cors;

import org.jspecify.annotations.NullMarked;
