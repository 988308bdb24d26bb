/** Content keys, wrapped under a key-encryption key from the environment. */
@NullMarked
package dev.estrade.support.keys;

import org.jspecify.annotations.NullMarked;
