package org.schoolgate.admin.roster;

/** What a password has to be; young children have some too. */
public final class NewPassword {
    private static final int MIN_CHARS = 6;
    private static final int MAX_CHARS = 128;

    private NewPassword() {}

    public static boolean isLongEnough(String password) {
        return length(password) >= MIN_CHARS && length(password) <= MAX_CHARS;
    }

    /** Why it is not {@link #isLongEnough}, without saying what it is. */
    public static String refusal(String password) {
        return "%d characters (expected: %d to %d)".formatted(length(password), MIN_CHARS, MAX_CHARS);
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }
}
