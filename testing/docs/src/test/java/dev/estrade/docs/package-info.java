/** What docs/ says, compared with what is. */
@NullMarked
package dev.estrade.docs;

import org.jspecify.annotations.NullMarked;
