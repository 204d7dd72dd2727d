package org.schoolgate.rules.people;

import java.util.Collection;
import java.util.Set;

/** Ids of persons, classes, devices and groups of devices. */
public final class Ids {
    /** In words, for messages. */
    public static final String EXPECTED = "1 to 64 of a-z, 0-9, _, - and .";

    private static final int MAX_LENGTH = 64;

    private Ids() {}

    public static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(Ids::mayStandInId);
    }

    private static boolean mayStandInId(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    /**
     * Returns the text if it is an id.
     *
     * @param what it is the id of, for the message
     * @throws IllegalArgumentException when it is none
     */
    static String check(String what, String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException(what + ": \"" + text + "\" (expected: " + EXPECTED + ")");
        }
        return text;
    }

    static Set<String> checkAll(String what, Collection<String> texts) {
        texts.forEach(text -> check(what, text));
        return Set.copyOf(texts);
    }
}
