/** Lives as posts: started, watched, talked about, stopped; what was recorded of them, in the feed. */
@NullMarked
package dev.estrade.catalog.post;

import org.jspecify.annotations.NullMarked;
