package org.schoolgate.rules.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/** What was decided by hand since the policy was published, and acts at once: the network manager's own entries. */
public final class LiveFacts {
    public static final LiveFacts NONE = new LiveFacts(List.of());

    /** Of entries for the same host: one for some roles before one for everyone, block before allow, the oldest. */
    private static final Comparator<ManagerEntry> PRECEDENCE = Comparator.comparing(
                    (ManagerEntry entry) -> entry.roles() == null)
            .thenComparing(ManagerEntry::action, Comparator.reverseOrder())
            .thenComparing(ManagerEntry::createdAt);

    private final List<ManagerEntry> entries;
    private final HostTable<ManagerEntry> byHost;

    /** @throws IllegalArgumentException when two entries have the same id */
    public LiveFacts(List<ManagerEntry> entries) {
        this.entries = List.copyOf(entries);
        this.byHost = new HostTable<>(this.entries, ManagerEntry::pattern, PRECEDENCE);
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

    /** The entry for the longest host among those for one of these roles or for everyone; null when there is none. */
    @Nullable
    ManagerEntry nearest(Host host, Set<String> roles) {
        return byHost.nearest(host, entry -> {
            Set<String> only = entry.roles();
            return only == null || only.stream().anyMatch(roles::contains);
        });
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
