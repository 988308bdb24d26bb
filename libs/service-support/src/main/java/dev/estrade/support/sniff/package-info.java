/** What a file is, by its first bytes; never by its name or its declared type. */
@NullMarked
package dev.estrade.support.sniff;

import org.jspecify.annotations.NullMarked;
