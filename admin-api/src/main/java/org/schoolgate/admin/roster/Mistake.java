package org.schoolgate.admin.roster;

import org.jspecify.annotations.Nullable;

/**
 * Something in a file that is not as it should be. Never holds a password.
 *
 * @param line counted from 1
 * @param column counted from 1, in code points
 * @param message names what was found and what was expected
 * @param nearest the known name that was probably meant; null when none is near
 */
public record Mistake(
        String file,
        int line,
        int column,
        String message,
        @Nullable String nearest) {
    public static Mistake at(Place place, String message) {
        return new Mistake(place.file(), place.line(), place.column(), message, null);
    }

    /** One line for a log or a terminal. */
    String text() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
