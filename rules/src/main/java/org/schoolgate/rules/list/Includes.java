package org.schoolgate.rules.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files of a source include which others, and which are for certain hours, as written in them. */
final class Includes {
    private static final int MAX = 1_000;

    private final Set<String> files = new LinkedHashSet<>();
    private final Map<String, List<String>> targets = new HashMap<>();
    private final Map<String, Optional<String>> resolved = new HashMap<>();
    private final Set<String> withHours = new HashSet<>();
    private int count;

    /** True, so that it can say which files are to be looked at. */
    boolean addFile(String path) {
        files.add(path);
        return true;
    }

    void look(String path, String line) throws ListSourceException {
        if (E2guardianLines.isHours(line)) {
            withHours.add(path);
        }
        String target = E2guardianLines.included(line);
        if (target.isEmpty()) {
            return;
        }
        targets.computeIfAbsent(path, file -> new ArrayList<>()).add(target);
        if (++count > MAX) {
            throw new ListSourceException(path + ": more than " + MAX + " includes");
        }
    }

    Set<String> files() {
        return files;
    }

    /** The files that are meant for certain hours. */
    Set<String> withHours() {
        return withHours;
    }

    List<String> targets(String path) {
        return targets.getOrDefault(path, List.of());
    }

    /**
     * The file of the source that is meant by a path on somebody else's machine: the one that shares most steps at its
     * end, if they are all that one of the two has. Empty where there is none.
     */
    Optional<String> resolve(String target) {
        return resolved.computeIfAbsent(target, this::find);
    }

    private Optional<String> find(String target) {
        List<String> wanted = steps(target.replace("__LISTDIR__", ""));
        String best = "";
        int most = 0;
        for (String path : files) {
            int common = common(wanted, steps(path));
            if (common > most) {
                most = common;
                best = path;
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best);
    }

    /** How many steps the ends of two paths share; 0 unless they are all of the shorter. */
    private static int common(List<String> one, List<String> other) {
        int shorter = Math.min(one.size(), other.size());
        List<String> end = one.subList(one.size() - shorter, one.size());
        return end.equals(other.subList(other.size() - shorter, other.size())) ? shorter : 0;
    }

    private static List<String> steps(String path) {
        return Arrays.stream(path.split("/"))
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .toList();
    }
}
