package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a document.
 *
 * @param line counted from 1
 * @param column counted from 1, in code points
 * @param message names what was found and what was expected
 * @param nearest the known name that was probably meant; null when none is near
 */
public record PolicyError(
        String file,
        int line,
        int column,
        String message,
        @Nullable String nearest) {
    /** One line for a terminal, in the form that editors jump to. */
    public String text() {
        String hint = nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
        return file + ":" + line + ":" + column + ": " + message + hint;
    }
}
