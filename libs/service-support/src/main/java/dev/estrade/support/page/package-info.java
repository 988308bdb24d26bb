/** Pages of lists: {@code ?limit=1..100&cursor=}, answered by {@code {data, next_cursor}}. */
@NullMarked
package dev.estrade.support.page;

import org.jspecify.annotations.NullMarked;
