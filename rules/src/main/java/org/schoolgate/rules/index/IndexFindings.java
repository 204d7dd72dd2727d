package org.schoolgate.rules.index;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.list.ListSummary;

/** What the index has to say about entries that readers gave it, by list. */
final class IndexFindings {
    private final Map<String, SortedMap<String, Long>> refused = new HashMap<>();
    private final Map<String, SortedMap<String, Long>> noted = new HashMap<>();

    /** An entry of the list is not in the index. */
    void refuse(String list, String reason) {
        count(refused, list, reason);
    }

    /** Something is worth knowing about an entry that is. */
    void note(String list, String what) {
        count(noted, list, what);
    }

    ListSummary complete(ListSummary list, long duplicates, long exceptions) {
        return list.indexed(duplicates, exceptions, of(refused, list), of(noted, list));
    }

    private static SortedMap<String, Long> of(Map<String, SortedMap<String, Long>> counts, ListSummary list) {
        return counts.getOrDefault(list.name(), new TreeMap<>());
    }

    private static void count(Map<String, SortedMap<String, Long>> counts, String list, String what) {
        counts.computeIfAbsent(list, name -> new TreeMap<>()).merge(what, 1L, Long::sum);
    }
}
