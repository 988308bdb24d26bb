package dev.estrade.support.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** @param nextCursor null on the last page */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    /** @param found one more than the limit if there is another page */
    public static <D, T> Page<T> of(List<D> found, int limit, Function<D, T> view, Function<D, Cursor> cursor) {
        List<D> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursor.apply(found.get(limit - 1)).toString() : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
