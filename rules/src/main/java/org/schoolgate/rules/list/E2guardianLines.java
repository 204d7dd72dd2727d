package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines of all files of e2guardian have in common.
 *
 * @param entries reads those that are neither comments nor includes
 */
record E2guardianLines(ListReader entries) implements ListReader {
    private static final Pattern INCLUDE = Pattern.compile("\\.[Ii]nclude<(.*)>.*");
    private static final String HOURS = "#time:";

    /** The path in an {@code .Include<…>}; empty where the line is none. */
    static String included(String line) {
        Matcher include = INCLUDE.matcher(line);
        return include.matches() ? include.group(1).trim() : "";
    }

    /** Whether the line says when its file counts: the whole of it, whatever stands before. */
    static boolean isHours(String line) {
        return line.startsWith(HOURS);
    }

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) != '#' && included(line).isEmpty()) {
            entries.read(line, out);
        }
    }
}
