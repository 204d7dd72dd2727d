package org.schoolgate.rules.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.policy.Edit.Decide;

/** A manager's entry that blocks or allows hosts. */
record DecidedEntry(HostPattern pattern, Set<String> roles, Ruling ruling) {
    /** Those that block first; of those that do the same, the one that was made first. */
    static List<DecidedEntry> of(List<ManagerEntry> entries) {
        return TypedEntry.of(entries, Decide.class).stream()
                .sorted(Comparator.comparing(
                                (TypedEntry<Decide> typed) -> typed.edit().action(), Comparator.reverseOrder())
                        .thenComparing(typed -> typed.entry().createdAt()))
                .map(DecidedEntry::of)
                .toList();
    }

    private static DecidedEntry of(TypedEntry<Decide> typed) {
        Decide edit = typed.edit();
        return new DecidedEntry(
                typed.pattern(),
                edit.roles(),
                new Ruling(edit.action(), "manager/" + typed.entry().id(), null));
    }

    /** As {@link Reach#rank}, for a role that it reaches. */
    int rank(Lineage lineage) {
        return Reach.rankOfRoles(lineage.distance(roles));
    }
}
