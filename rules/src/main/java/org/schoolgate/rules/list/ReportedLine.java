package org.schoolgate.rules.list;

import org.schoolgate.rules.Printable;

/**
 * A line of a list, or an entry on it, that a person should know of, and why.
 *
 * @param number counted from 1; 0 when it is the file itself
 * @param text as found, cut after 200 characters, control characters replaced
 * @param reason one of few, so that lines can be counted by it
 */
public record ReportedLine(String file, int number, String text, String reason) {
    private static final int MAX_TEXT = 200;

    public ReportedLine {
        text = Printable.of(text, MAX_TEXT);
    }
}
