package org.schoolgate.admin.http;

import com.linecorp.armeria.common.QueryParams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. An unknown, doubled or malformed one is refused, not ignored: a mistyped filter would
 * show more than was asked for.
 */
public final class Query {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final QueryParams params;

    private Query(QueryParams params) {
        this.params = params;
    }

    public static Query of(QueryParams params, String... known) {
        Set<String> names = Set.of(known);
        for (String name : params.names()) {
            if (!names.contains(name)) {
                throw ProblemException.badRequest(
                        "unknown parameter \"%s\" (known: %s)".formatted(name, List.of(known)));
            }
            if (params.getAll(name).size() > 1) {
                throw ProblemException.badRequest("parameter %s is given more than once".formatted(name));
            }
            if (params.get(name, "").indexOf('\0') >= 0) {
                throw ProblemException.badRequest("parameter %s has a NUL".formatted(name));
            }
        }
        return new Query(params);
    }

    /** Null when absent or empty. */
    public @Nullable String text(String name) {
        String value = params.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public String required(String name) {
        String value = text(name);
        if (value == null) {
            throw ProblemException.badRequest("parameter %s is missing".formatted(name));
        }
        return value;
    }

    /** A time as in {@code 2026-11-24T10:42:00Z}; null when absent. */
    public @Nullable Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // as if out of range
        }
        throw malformed(name, value, "a time as in 2026-11-24T10:42:00Z");
    }

    /** How many items one answer may hold. */
    public int limit() {
        String value = text("limit");
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // as if out of range
        }
        throw malformed("limit", value, "1 to " + MAX_LIMIT);
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw malformed(name, value, "true or false");
    }

    /** Where the page before this one ended, as {@link Page#cursor} wrote it; null at the first page. */
    public @Nullable String cursor() {
        String value = text("cursor");
        if (value == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreignCursor();
        }
    }

    /** A cursor that is a number; {@code first} at the first page. */
    public long cursor(long first) {
        String value = cursor();
        try {
            return value == null ? first : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw foreignCursor();
        }
    }

    public static ProblemException foreignCursor() {
        return ProblemException.badRequest("parameter cursor is not one that this list gave");
    }

    private static ProblemException malformed(String name, String value, String expected) {
        return ProblemException.badRequest("parameter %s: %s (expected: %s)".formatted(name, value, expected));
    }
}
