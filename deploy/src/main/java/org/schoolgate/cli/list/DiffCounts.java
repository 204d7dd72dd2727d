package org.schoolgate.cli.list;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.IndexChange;
import org.schoolgate.rules.index.Listing;

/** How many texts two indexes differ by: in all, by category and by list. */
final class DiffCounts {
    private final Map<IndexChange.Type, Long> types = new EnumMap<>(IndexChange.Type.class);
    private final SortedMap<String, Both> categories = new TreeMap<>();
    private final SortedMap<String, Both> lists = new TreeMap<>();
    private long all;

    /** How many texts came to a category or list, and how many left it. */
    record Both(long added, long removed) {
        private Both plus(Both other) {
            return new Both(added + other.added, removed + other.removed);
        }
    }

    DiffCounts() {
        for (IndexChange.Type type : IndexChange.Type.values()) {
            types.put(type, 0L);
        }
    }

    void add(IndexChange change) {
        all++;
        types.merge(change.type(), 1L, Long::sum);
        add(change, DiffCounts::categoriesOf, categories);
        add(change, DiffCounts::listsOf, lists);
    }

    private static void add(
            IndexChange change, Function<Set<Listing>, Collection<String>> namesOf, Map<String, Both> counts) {
        Collection<String> before = namesOf.apply(change.before());
        Collection<String> after = namesOf.apply(change.after());
        for (String name : after) {
            if (!before.contains(name)) {
                counts.merge(name, new Both(1, 0), Both::plus);
            }
        }
        for (String name : before) {
            if (!after.contains(name)) {
                counts.merge(name, new Both(0, 1), Both::plus);
            }
        }
    }

    private static Set<String> categoriesOf(Set<Listing> listings) {
        return IndexChange.categories(listings).stream().map(Category::id).collect(Collectors.toSet());
    }

    private static Set<String> listsOf(Set<Listing> listings) {
        return listings.stream().map(Listing::list).collect(Collectors.toSet());
    }

    long all() {
        return all;
    }

    Map<IndexChange.Type, Long> types() {
        return types;
    }

    SortedMap<String, Both> categories() {
        return categories;
    }

    SortedMap<String, Both> lists() {
        return lists;
    }
}
