package org.schoolgate.admin.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param next the {@code cursor} of the following part; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of what was asked for plus one.
     *
     * @param found up to {@code limit + 1} items; the one too many only tells that there is a next page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Object> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor(position.apply(items.get(limit - 1))));
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }

    /** Opaque to the caller, who gives it back to go on after {@code position}. */
    public static String cursor(Object position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(StandardCharsets.UTF_8));
    }
}
