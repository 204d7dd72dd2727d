package org.schoolgate.cli.list;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.index.EntryVisitor;
import org.schoolgate.rules.index.IndexEntry;

/** Counts the entries of an index while it visits them. */
final class IndexCounts implements EntryVisitor {
    private static final String ADDRESS = "(address)";

    private final SortedMap<String, Share> categories = new TreeMap<>();
    private final SortedMap<String, Share> lists = new TreeMap<>();
    private final SortedMap<String, Long> kinds = new TreeMap<>();
    private final SortedMap<String, Long> scopes = new TreeMap<>();
    private final SortedMap<String, Long> effects = new TreeMap<>();
    private final SortedMap<Integer, Long> labels = new TreeMap<>();
    private final SortedMap<String, Long> topLevels = new TreeMap<>();

    /** @param alone of {@code all}, those that none else has */
    record Share(long all, long alone) {
        private Share plus(Share other) {
            return new Share(all + other.all, alone + other.alone);
        }
    }

    @Override
    public void visit(List<IndexEntry> entries) {
        Set<String> inCategories = new HashSet<>();
        Set<String> inLists = new HashSet<>();
        for (IndexEntry entry : entries) {
            inCategories.add(entry.list().category().id());
            inLists.add(entry.list().name());
            scopes.merge(lowerCase(entry.entry().scope()), 1L, Long::sum);
            effects.merge(lowerCase(entry.entry().effect()), 1L, Long::sum);
        }
        share(inCategories, categories);
        share(inLists, lists);
        count(entries.get(0).entry());
    }

    private static void share(Set<String> having, Map<String, Share> shares) {
        Share one = new Share(1, having.size() == 1 ? 1 : 0);
        having.forEach(name -> shares.merge(name, one, Share::plus));
    }

    private void count(ListedEntry entry) {
        kinds.merge(lowerCase(entry.kind()), 1L, Long::sum);
        if (entry.kind() == Kind.NAME) {
            String name = entry.text();
            String topLevel = name.substring(name.lastIndexOf('.') + 1);
            boolean isAddress = name.indexOf(':') >= 0 || topLevel.chars().allMatch(Character::isDigit);
            topLevels.merge(isAddress ? ADDRESS : topLevel, 1L, Long::sum);
            if (!isAddress) {
                labels.merge(1 + (int) name.chars().filter(c -> c == '.').count(), 1L, Long::sum);
            }
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    SortedMap<String, Share> categories() {
        return categories;
    }

    SortedMap<String, Share> lists() {
        return lists;
    }

    SortedMap<String, Long> kinds() {
        return kinds;
    }

    SortedMap<String, Long> scopes() {
        return scopes;
    }

    SortedMap<String, Long> effects() {
        return effects;
    }

    /** How many names have so many labels. */
    SortedMap<Integer, Long> labels() {
        return labels;
    }

    /** The top-level domains with the most names, the greatest first. */
    Map<String, Long> topLevels(int limit) {
        Map<String, Long> greatest = new LinkedHashMap<>();
        topLevels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(limit)
                .forEach(entry -> greatest.put(entry.getKey(), entry.getValue()));
        return greatest;
    }
}
