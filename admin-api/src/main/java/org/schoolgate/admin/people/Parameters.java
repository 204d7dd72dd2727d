package org.schoolgate.admin.people;

import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.http.Query;
import org.schoolgate.rules.people.Ids;

/** What requests about people have in common. */
final class Parameters {
    private static final int MAX_REASON_CHARS = 300;

    private Parameters() {}

    /** Who asks: the id of a person, which is recorded as claimed. */
    static String by(Query query) {
        return id("by", query.required("by"));
    }

    /** Why names are read, to be recorded. */
    static String reason(String text) {
        if (text.isBlank() || text.length() > MAX_REASON_CHARS || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest(
                    "parameter reason: expected are words, up to " + MAX_REASON_CHARS + " characters");
        }
        return text.strip();
    }

    static String id(String parameter, String text) {
        if (!Ids.isId(text)) {
            throw ProblemException.badRequest("parameter %s: expected are %s".formatted(parameter, Ids.EXPECTED));
        }
        return text;
    }

    /** The id in a path. */
    static String pathId(String text) {
        if (!Ids.isId(text)) {
            throw ProblemException.badRequest("id: expected are " + Ids.EXPECTED);
        }
        return text;
    }

    /** Whether a filter lets it through; one that is absent lets all. */
    static boolean fits(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
