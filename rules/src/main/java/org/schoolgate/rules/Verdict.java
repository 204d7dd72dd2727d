package org.schoolgate.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that the lists say about one host, or one page of it. Lists are not weighed against each other: that is for the policy.
 *
 * @param matches exceptions among them; nearest entry first: those for the host itself, then those for its parent, and so
 *     on, the pages of each before its name; for one entry in the order in which the lists were compiled
 */
public record Verdict(Host host, List<Match> matches) {
    public Verdict {
        matches = List.copyOf(matches);
    }

    /**
     * The matches by which a list has the host on it: those that are no exceptions, and that no exception of the same list
     * holds against. In the order of {@link #matches}. Decisions are made by these only.
     */
    public List<Match> listings() {
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).effect() == Effect.EXCEPTED) {
                return matches.stream().filter(this::isListing).toList();
            }
        }
        return matches;
    }

    public boolean isListed() {
        return !listings().isEmpty();
    }

    /** The categories of all {@link #listings}, in order of their ids. */
    public SortedSet<Category> categories() {
        TreeSet<Category> categories = new TreeSet<>();
        listings().forEach(match -> categories.add(match.category()));
        return Collections.unmodifiableSortedSet(categories);
    }

    private boolean isListing(Match match) {
        return switch (match.effect()) {
            case LISTED -> !isExcepted(match);
            case EXCEPTED -> false;
            case IMPORTANT -> true;
        };
    }

    private boolean isExcepted(Match match) {
        boolean isFarther = false;
        for (Match other : matches) {
            isFarther |= other == match;
            boolean holdsAgainst = match.list().exceptions() == ExceptionReach.EVERY_ENTRY
                    || !isFarther
                    || other.entry().text().equals(match.entry().text());
            if (other.effect() == Effect.EXCEPTED && other.list().equals(match.list()) && holdsAgainst) {
                return true;
            }
        }
        return false;
    }
}
