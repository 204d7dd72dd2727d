package org.schoolgate.rules;

/** Text of strangers, made fit for terminals, logs and answers. */
public final class Printable {
    private static final char REPLACEMENT = '\ufffd';

    private Printable() {}

    /**
     * The first {@code max} characters. Replaced are those that would end a line, steer a terminal or turn text around, and
     * halves of surrogate pairs, also where the cut makes one: they can be written in no encoding.
     */
    public static String of(String text, int max) {
        int end = Math.min(text.length(), max);
        StringBuilder result = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (i + 1 < end && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                result.append(c).append(text.charAt(++i));
            } else {
                result.append(isFit(c) ? c : REPLACEMENT);
            }
        }
        return result.toString();
    }

    private static boolean isFit(char c) {
        return !Character.isISOControl(c) && !Character.isSurrogate(c) && !isBidirectionalControl(c);
    }

    /** They would let a text look like another one. */
    private static boolean isBidirectionalControl(char c) {
        return c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
