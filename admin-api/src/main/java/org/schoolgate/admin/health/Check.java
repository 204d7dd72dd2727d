package org.schoolgate.admin.health;

import java.util.Locale;

/**
 * What one look found.
 *
 * @param name of what was looked at, for programs
 * @param text for people; shown without a token, so it names no person and no site
 */
public record Check(String name, Level level, String text) {
    /** From good to bad. */
    public enum Level {
        OK,
        /** Works, with less than was promised. */
        WARN,
        /** Someone must act. */
        ERROR;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** As written in answers. */
        public String id() {
            return id;
        }
    }

    public static Check ok(String name, String text) {
        return new Check(name, Level.OK, text);
    }

    public static Check warn(String name, String text) {
        return new Check(name, Level.WARN, text);
    }

    public static Check error(String name, String text) {
        return new Check(name, Level.ERROR, text);
    }
}
