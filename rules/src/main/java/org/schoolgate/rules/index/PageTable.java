package org.schoolgate.rules.index;

import java.util.List;
import org.schoolgate.rules.url.MatchKey;

/**
 * The keys of all listed pages and of the shorter prefixes that lead to them. Asked only for hosts that have pages, and for
 * each of them from the shortest prefix on, as far as something is listed: a path costs no more than what is like it.
 */
final class PageTable {
    private final PageHash hash;
    private final LineTable table;

    PageTable(PageHash hash, LineTable table) {
        this.hash = hash;
        this.table = table;
    }

    LineTable table() {
        return table;
    }

    /** Adds what is found to the hits, which must have the hosts already. Allocates nothing. */
    void classify(List<MatchKey> paths, Hits hits) {
        PageHits pages = hits.pages();
        pages.ask(paths);
        for (int path = 0; path < paths.size(); path++) {
            MatchKey key = paths.get(path);
            boolean capitals = hasCapital(key.steps());
            for (int host = 0; host < pages.hosts(); host++) {
                walk(hits, host, key, false);
                if (capitals) {
                    walk(hits, host, key, true);
                }
            }
        }
    }

    private void walk(Hits hits, int host, MatchKey key, boolean lowerCase) {
        PageHits pages = hits.pages();
        String steps = key.steps();
        int start = pages.hostStart(host);
        long asked = start > hits.from() ? Slot.BELOW : Slot.SELF;
        long prefix = pages.hostKey(host);
        int from = 0;
        for (int end = key.nextPrefix(0); end >= 0; end = key.nextPrefix(end)) {
            prefix = hash.next(prefix, steps, from, end, lowerCase);
            int index = table.find(prefix);
            if (index == LineTable.NONE) {
                return;
            }
            long slot = table.slot(index);
            if ((slot & asked) != 0) {
                pages.add(index, Slot.set(slot), start, end);
            }
            if ((slot & Slot.DEEP) == 0) {
                return;
            }
            from = end;
        }
    }

    private static boolean hasCapital(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (PageHash.isCapital(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
