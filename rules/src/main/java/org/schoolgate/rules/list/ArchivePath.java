package org.schoolgate.rules.list;

import java.util.ArrayList;
import java.util.List;

/** Paths within archives, whose makers are not trusted. */
final class ArchivePath {
    private static final int MAX_PATH = 1000;

    private ArchivePath() {}

    /**
     * The path without {@code .} steps; empty for a hidden file.
     *
     * @throws ListSourceException for a path that leaves the archive
     */
    static String of(String name) throws ListSourceException {
        List<String> steps = new ArrayList<>();
        for (String step : name.split("/", -1)) {
            if (step.equals("..") || name.length() > MAX_PATH || name.startsWith("/") || name.indexOf('\\') >= 0) {
                throw new ListSourceException("a path that leaves the archive, or is too long");
            }
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return steps.stream().anyMatch(step -> step.startsWith(".")) ? "" : String.join("/", steps);
    }
}
