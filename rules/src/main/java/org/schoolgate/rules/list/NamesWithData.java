package org.schoolgate.rules.list;

import java.util.NavigableSet;
import java.util.TreeSet;

/** Names that a file for a resolver has answers for. */
final class NamesWithData {
    /** Backwards and with a dot at the end, so that what is below a name follows it. */
    private final NavigableSet<String> backwards = new TreeSet<>();

    /** @param name in small letters, without a dot at the end */
    void add(String name) {
        backwards.add(backwards(name));
    }

    /** Whether a zone's own name is one of them, or one below it. */
    boolean isWithin(String zone) {
        String first = backwards(zone);
        String next = backwards.ceiling(first);
        return next != null && next.startsWith(first);
    }

    int size() {
        return backwards.size();
    }

    private static String backwards(String name) {
        return new StringBuilder(name).reverse().append('.').toString();
    }
}
