/** What the backend says by itself, signed. */
@NullMarked
package dev.estrade.generation.webhook;

import org.jspecify.annotations.NullMarked;
