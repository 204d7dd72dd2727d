package org.schoolgate.rules.list;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the rules that adblock lists take back, file by file. */
final class BadFilters {
    private static final String OPTION = "badfilter";
    private static final int MAX = 10_000;

    private final Map<String, Set<String>> byPath = new HashMap<>();
    private String current = "";
    private Conditionals conditionals = new Conditionals();
    private int count;

    /**
     * Has to be told of every line, file by file.
     *
     * @throws ListSourceException when there are more than a list has reason for
     */
    void look(String path, String line) throws ListSourceException {
        if (!path.equals(current)) {
            current = path;
            conditionals = new Conditionals();
        }
        conditionals.read(line);
        if (conditionals.isSkipping() || line.indexOf('$') < 0 || AdblockReader.isComment(line)) {
            return;
        }
        AdblockRule rule = AdblockRule.parse(line);
        if (rule.has(OPTION)) {
            byPath.computeIfAbsent(path, file -> new HashSet<>()).add(rule.identity());
            if (++count > MAX) {
                throw new ListSourceException(path + ": more than " + MAX + " rules with $badfilter");
            }
        }
    }

    Map<String, Set<String>> byPath() {
        return byPath;
    }
}
