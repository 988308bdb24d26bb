/** Traces (W3C Trace Context) across what outlives a request: events, documents, work that is done later. */
@NullMarked
package dev.estrade.support.trace;

import org.jspecify.annotations.NullMarked;
