/** Errors as RFC 9457 problem+json, each with a stable code of docs/errors.md. */
@NullMarked
package dev.estrade.support.problem;

import org.jspecify.annotations.NullMarked;
