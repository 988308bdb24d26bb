/** Waiting for what another service answers to a question that stands in a document. */
@NullMarked
package dev.estrade.catalog.answer;

import org.jspecify.annotations.NullMarked;
