/** Who may see a formation besides its trainer. */
@NullMarked
package dev.estrade.catalog.enrolment;

import org.jspecify.annotations.NullMarked;
