package org.schoolgate.cli.selftest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a check found of one thing.
 *
 * @param check its name
 * @param found for people
 * @param expected in its place; empty when all is well
 * @param remedy what to do; empty when all is well
 */
record Finding(String check, Level level, String found, String expected, String remedy) {
    enum Level {
        OK,
        /** Works, or cannot be told from here; someone should look at it. */
        WARNING,
        FAILED;

        private final String id = name().toLowerCase(Locale.ROOT);

        String id() {
            return id;
        }
    }

    private static final int LEVEL_WIDTH = 8;

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, "", "");
    }

    static Finding warning(String check, String found, String expected, String remedy) {
        return new Finding(check, Level.WARNING, found, expected, remedy);
    }

    static Finding failed(String check, String found, String expected, String remedy) {
        return new Finding(check, Level.FAILED, found, expected, remedy);
    }

    /** {@code failed   ports: FOUND (expected: EXPECTED). REMEDY}. */
    String line() {
        String what = level.id() + " ".repeat(LEVEL_WIDTH - level.id().length()) + " " + check + ": " + found;
        return level == Level.OK ? what : what + " (expected: " + expected + "). " + remedy;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("check", check);
        map.put("level", level.id());
        map.put("found", found);
        map.put("expected", expected);
        map.put("do", remedy);
        return map;
    }
}
