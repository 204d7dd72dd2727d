package org.schoolgate.rules.list;

/**
 * A line, or a name on a line, that did not become an entry.
 *
 * @param number counted from 1; 0 when it is the file itself that was not read
 * @param text as found, cut after 200 characters, control characters replaced
 * @param reason one of few, so that lines can be counted by it
 */
public record RejectedLine(String file, int number, String text, String reason) {
    private static final int MAX_TEXT = 200;

    public RejectedLine {
        text = printable(text);
    }

    /** Lists are made by strangers, and this text ends up on terminals. */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_TEXT); i++) {
            char c = text.charAt(i);
            result.append(Character.isISOControl(c) ? '\ufffd' : c);
        }
        return result.toString();
    }
}
