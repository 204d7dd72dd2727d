package org.schoolgate.rules.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Edit.Decide;

/** What was decided by hand since the policy was published, and acts at once: the network manager's own entries. */
public final class LiveFacts {
    public static final LiveFacts NONE = new LiveFacts(List.of());

    private static final Comparator<TypedEntry<Decide>> BLOCK_FIRST = Comparator.comparing(
                    (TypedEntry<Decide> decided) -> decided.edit().action(), Comparator.reverseOrder())
            .thenComparing(decided -> decided.entry().createdAt());

    private final List<ManagerEntry> entries;
    private final HostTable<TypedEntry<Decide>> decided;
    private final Overlay overlay;

    /** @throws IllegalArgumentException when two entries have the same id */
    public LiveFacts(List<ManagerEntry> entries) {
        this.entries = List.copyOf(entries);
        this.decided = new HostTable<>(TypedEntry.of(this.entries, Decide.class), TypedEntry::pattern, BLOCK_FIRST);
        this.overlay = new Overlay(this.entries);
        Set<String> ids = new HashSet<>();
        for (ManagerEntry entry : this.entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("entry: id \"" + entry.id() + "\" twice (expected: once)");
            }
        }
    }

    public List<ManagerEntry> entries() {
        return entries;
    }

    /** What the entries say to a role about the longest host that they name to it; null when they say nothing. */
    @Nullable
    NamedRuling nearest(Host host, Lineage lineage) {
        TypedEntry<Decide> nearest = decided.nearest(
                host,
                entry -> lineage.reaches(entry.edit().roles()),
                Comparator.comparingInt(entry -> lineage.distance(entry.edit().roles())));
        return nearest == null ? null : ruling(nearest, lineage);
    }

    private static NamedRuling ruling(TypedEntry<Decide> found, Lineage lineage) {
        Ruling ruling =
                new Ruling(found.edit().action(), "manager/" + found.entry().id(), null);
        return new NamedRuling(
                found.pattern(), ruling, lineage.distance(found.edit().roles()));
    }

    Overlay overlay() {
        return overlay;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveFacts facts && entries.equals(facts.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "LiveFacts" + entries;
    }
}
