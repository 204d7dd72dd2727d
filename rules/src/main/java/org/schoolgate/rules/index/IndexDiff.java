package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.schoolgate.rules.ListedEntry;

/**
 * What a later index says otherwise than an earlier one, text by text. Reads the earlier one twice and the later one once;
 * besides the indexes it needs some 20 bytes of heap a text of the earlier one.
 *
 * <p>Texts are known by 64-bit keys: two that have the same one, a chance of one in a million with five million texts on
 * either side, would be taken for one.
 */
public final class IndexDiff {
    private final NameHash hash = new NameHash(new HashSeed(1, 2));
    private final Map<Set<Listing>, Integer> ordinals = new HashMap<>();
    private final List<Set<Listing>> listings = new ArrayList<>();
    private final KeyMap earlier = new KeyMap();
    private final Consumer<IndexChange> changes;

    private IndexDiff(Consumer<IndexChange> changes) {
        this.changes = changes;
    }

    /** Gives each text that differs to {@code changes}: first those of the later index, then those that are only in the earlier. */
    public static void compare(Index before, Index after, Consumer<IndexChange> changes) throws IOException {
        IndexDiff diff = new IndexDiff(changes);
        before.forEach(diff::note);
        after.forEach(diff::compare);
        before.forEach(diff::reportUnlessMet);
    }

    private void note(List<IndexEntry> entries) {
        earlier.put(key(entries), ordinal(Listing.of(entries)));
    }

    private int ordinal(Set<Listing> set) {
        return ordinals.computeIfAbsent(set, added -> {
            listings.add(added);
            return listings.size() - 1;
        });
    }

    private void compare(List<IndexEntry> entries) {
        int ordinal = earlier.meet(key(entries));
        Set<Listing> before = ordinal == KeyMap.NONE ? Set.of() : listings.get(ordinal);
        Set<Listing> after = Listing.of(entries);
        if (!before.equals(after)) {
            changes.accept(change(entries, before, after));
        }
    }

    private void reportUnlessMet(List<IndexEntry> entries) {
        if (!earlier.isMet(key(entries))) {
            changes.accept(change(entries, Listing.of(entries), Set.of()));
        }
    }

    private static IndexChange change(List<IndexEntry> entries, Set<Listing> before, Set<Listing> after) {
        ListedEntry entry = entries.get(0).entry();
        return new IndexChange(entry.kind(), entry.text(), before, after);
    }

    private long key(List<IndexEntry> entries) {
        ListedEntry entry = entries.get(0).entry();
        byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
        return hash.mix(hash.of(text, 0, text.length) ^ entry.kind().ordinal());
    }
}
