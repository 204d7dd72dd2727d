package org.schoolgate.rules.list;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Follows includes from the roots of lists; circles and what is not there are findings. */
final class IncludeTree {
    private static final int MAX_DEPTH = 16;

    private final Includes includes;
    private final Map<String, SortedSet<String>> rootsByFile = new HashMap<>();
    private final Map<String, List<ReportedLine>> findings = new LinkedHashMap<>();

    IncludeTree(Includes includes) {
        this.includes = includes;
    }

    void add(String root) {
        follow(root, root, new ArrayDeque<>());
    }

    /** @param above the files from the root to the one that includes this */
    private void follow(String root, String path, Deque<String> above) {
        if (!rootsByFile.computeIfAbsent(path, file -> new TreeSet<>()).add(root)) {
            return;
        }
        above.push(path);
        for (String target : includes.targets(path)) {
            Optional<String> file = includes.resolve(target);
            if (includes.withHours().contains(path)) {
                report(root, path, target, E2guardianLayout.FOR_HOURS);
            } else if (file.isEmpty()) {
                report(root, path, target, "included file that is not in the source");
            } else if (above.contains(file.get())) {
                report(root, path, target, "include that leads back to its own file");
            } else if (above.size() == MAX_DEPTH) {
                report(root, path, target, "include nested too deep");
            } else {
                follow(root, file.get(), above);
            }
        }
        above.pop();
    }

    private void report(String root, String path, String target, String reason) {
        findings.computeIfAbsent(root, list -> new ArrayList<>()).add(new ReportedLine(path, 0, target, reason));
    }

    Map<String, SortedSet<String>> rootsByFile() {
        return rootsByFile;
    }

    Map<String, List<ReportedLine>> findings() {
        return findings;
    }
}
