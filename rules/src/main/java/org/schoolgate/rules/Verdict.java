package org.schoolgate.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that the lists say about one host. Nothing is merged or weighed: that is for the policy.
 *
 * @param matches nearest entry first: those for the host itself, then those for its parent, and so on; for one name in
 *     the order in which the lists were compiled
 */
public record Verdict(Host host, List<Match> matches) {
    public Verdict {
        matches = List.copyOf(matches);
    }

    public boolean isListed() {
        return !matches.isEmpty();
    }

    /** The categories of all matches, in order of their ids. */
    public SortedSet<Category> categories() {
        TreeSet<Category> categories = new TreeSet<>();
        matches.forEach(match -> categories.add(match.category()));
        return Collections.unmodifiableSortedSet(categories);
    }
}
