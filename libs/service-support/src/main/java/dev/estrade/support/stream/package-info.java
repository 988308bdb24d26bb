/**
 * Server-sent events that carry state, not a log: hints say what may have changed, the document says what it is now.
 * The format is that of <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the WHATWG's HTML</a>.
 */
@NullMarked
package dev.estrade.support.stream;

import org.jspecify.annotations.NullMarked;
