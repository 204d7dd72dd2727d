package org.schoolgate.rules.list;

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
        text = printable(text);
    }

    /** Lists are made by strangers, and this text ends up on terminals. */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_TEXT); i++) {
            char c = text.charAt(i);
            result.append(Character.isISOControl(c) || isBidirectionalControl(c) ? '\ufffd' : c);
        }
        return result.toString();
    }

    /** They would let a line look like another one. */
    private static boolean isBidirectionalControl(char c) {
        return c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
