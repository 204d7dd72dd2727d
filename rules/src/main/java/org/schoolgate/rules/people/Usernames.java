package org.schoolgate.rules.people;

import java.text.Normalizer;
import java.util.Locale;

/** The names that people sign in with. Two spellings that look the same, or differ in case alone, are one name. */
public final class Usernames {
    private static final int MAX_LENGTH = 128;
    /** In words, for messages. */
    public static final String EXPECTED =
            "1 to " + MAX_LENGTH + " characters in lower case and composed (NFC), no colon, no white space around it";

    /** What Basic authentication ends the name with (RFC 7617, section 2). */
    private static final char SEPARATOR = ':';

    private Usernames() {}

    /** The one spelling of a name, in lower case and composed (NFC); whether it can be a name is another question. */
    public static String canonical(String typed) {
        if (isPlain(typed)) {
            return typed;
        }
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a user name in its one spelling. */
    public static boolean isUsername(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.strip().equals(text)
                && text.indexOf(SEPARATOR) < 0
                && text.chars().noneMatch(Character::isISOControl)
                && canonical(text).equals(text);
    }

    /**
     * Returns the text if it is a user name in its one spelling.
     *
     * @throws IllegalArgumentException when it is not
     */
    static String check(String text) {
        if (!isUsername(text)) {
            throw new IllegalArgumentException("username: \"" + text + "\" (expected: " + EXPECTED + ")");
        }
        return text;
    }
}
