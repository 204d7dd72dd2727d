package org.schoolgate.rules.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/** On which list a text is, and how; where in its file it stands and when that was fetched does not matter. */
public record Listing(String list, Category category, Effect effect, Scope scope) {
    static Set<Listing> of(List<IndexEntry> entries) {
        if (entries.size() == 1) {
            return Set.of(of(entries.get(0)));
        }
        Set<Listing> listings = new HashSet<>();
        entries.forEach(entry -> listings.add(of(entry)));
        return listings;
    }

    private static Listing of(IndexEntry entry) {
        return new Listing(
                entry.list().name(),
                entry.list().category(),
                entry.entry().effect(),
                entry.entry().scope());
    }
}
