package org.schoolgate.rules.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided by hand since the policy was published, and acts at once: the network manager's own entries, which stay,
 * and the facts that hold for a while.
 */
public final class LiveFacts {
    public static final LiveFacts NONE = new LiveFacts(List.of());

    private final List<ManagerEntry> entries;
    private final List<LiveFact> facts;
    private final HostTable<DecidedEntry> decided;
    private final Overlay overlay;
    private final HostTable<Containment> contained;
    private final WhomTable<Restriction> restrictions;
    private final WhomTable<Grant> grants;
    private final WhomTable<SupervisedSession> sessions;
    private final WhomTable<DutyException> duties;

    public LiveFacts(List<ManagerEntry> entries) {
        this(entries, List.of());
    }

    /** @throws IllegalArgumentException when two entries, or two facts of one kind, have the same id */
    public LiveFacts(List<ManagerEntry> entries, List<LiveFact> facts) {
        this.entries = List.copyOf(entries);
        this.facts = List.copyOf(facts);
        this.decided = new HostTable<>(DecidedEntry.of(this.entries), DecidedEntry::pattern, (one, other) -> 0);
        this.overlay = new Overlay(this.entries);
        this.contained = new HostTable<>(
                of(Containment.class), fact -> fact.what().hosts(), Comparator.comparing(LiveFact::rule));
        this.restrictions = new WhomTable<>(of(Restriction.class));
        this.grants = new WhomTable<>(of(Grant.class));
        this.sessions = new WhomTable<>(of(SupervisedSession.class));
        this.duties = new WhomTable<>(of(DutyException.class));
        Set<String> ids = new HashSet<>();
        this.entries.forEach(entry -> requireOnce("entry", entry.id(), ids));
        this.facts.forEach(fact -> requireOnce("fact", fact.rule(), ids));
    }

    private <T extends LiveFact> List<T> of(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void requireOnce(String what, String id, Set<String> ids) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException(what + ": id \"" + id + "\" twice (expected: once)");
        }
    }

    public List<ManagerEntry> entries() {
        return entries;
    }

    /** Those that hold for a while; some may be over, or not have begun. */
    public List<LiveFact> facts() {
        return facts;
    }

    /** The entries that block or allow. */
    HostTable<DecidedEntry> decided() {
        return decided;
    }

    Overlay overlay() {
        return overlay;
    }

    HostTable<Containment> contained() {
        return contained;
    }

    WhomTable<Restriction> restrictions() {
        return restrictions;
    }

    WhomTable<Grant> grants() {
        return grants;
    }

    WhomTable<SupervisedSession> sessions() {
        return sessions;
    }

    WhomTable<DutyException> duties() {
        return duties;
    }

    /** The fact that reasons call so; null when there is none. O(facts). */
    @Nullable
    LiveFact fact(String rule) {
        return facts.stream()
                .filter(fact -> fact.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveFacts live && entries.equals(live.entries) && facts.equals(live.facts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, facts);
    }

    @Override
    public String toString() {
        return "LiveFacts" + entries + facts;
    }
}
