/** The generation backend: the calls to it, and what it says in them and in its webhooks. */
@NullMarked
package dev.estrade.generation.backend;

import org.jspecify.annotations.NullMarked;
