package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.Zone;

/**
 * The hosts that one of two policies names. What a policy says of any host by name is what it says of the longest of these that
 * is the host or above it: of that name itself, or of what is below.
 */
final class NamedHosts {
    /** A label that nobody gives a host; so what is below a name can be asked about. */
    private static final String ANY_LABEL = "any-0.";

    private final Side before;
    private final Side after;
    private final Listings listings;
    private final Set<Host> names;

    private NamedHosts(Side before, Side after, Listings listings, Set<Host> names) {
        this.before = before;
        this.after = after;
        this.listings = listings;
        this.names = names;
    }

    static NamedHosts of(Side before, Side after, Listings listings) {
        Set<Host> names = new TreeSet<>();
        for (Side side : List.of(before, after)) {
            patterns(side.document()).forEach(pattern -> names.add(pattern.host()));
        }
        return new NamedHosts(before, after, listings, names);
    }

    static List<HostPattern> patterns(PolicyDocument document) {
        List<HostPattern> patterns = new ArrayList<>();
        document.entries().forEach(entry -> patterns.addAll(document.hosts(entry.what())));
        document.rules().forEach(rule -> patterns.addAll(document.hosts(rule.what())));
        return patterns;
    }

    /** One host that the pattern covers, and no narrower one. */
    static Host within(HostPattern pattern) {
        return pattern.scope() == Scope.BELOW_ONLY ? below(pattern.host()) : pattern.host();
    }

    /** Adds what is said otherwise of each. */
    void compare(String role, Zone zone, Instant at, List<Difference> to) {
        for (Host name : names) {
            Spoken ofName = ask(role, zone, name, at);
            Spoken ofBelow = name.isAddress() ? ofName : ask(role, zone, below(name), at);
            if (ofName.equals(ofBelow)) {
                add(to, new HostPattern(name, name.isAddress() ? Scope.EXACT : Scope.NAME_AND_BELOW), ofName);
            } else {
                add(to, new HostPattern(name, Scope.EXACT), ofName);
                add(to, new HostPattern(name, Scope.BELOW_ONLY), ofBelow);
            }
        }
    }

    private record Spoken(String before, String after) {}

    private Spoken ask(String role, Zone zone, Host host, Instant at) {
        return new Spoken(said(before.ofUnlisted(role, zone, host, at)), said(after.ofUnlisted(role, zone, host, at)));
    }

    /** What a policy says of a host by name. */
    static String said(Decision decision) {
        return decision.reason().step() == Step.NAMED ? Side.action(decision).id() : Difference.AS_LISTED;
    }

    private void add(List<Difference> to, HostPattern pattern, Spoken spoken) {
        if (!spoken.before().equals(spoken.after())) {
            Difference difference =
                    new Difference(Aspect.HOST, ChangeKind.HOST, pattern.text(), spoken.before(), spoken.after());
            boolean isRisky = difference.direction() == Direction.LOOSENING && mayBeOfRisk(pattern.host());
            to.add(
                    isRisky
                            ? new Difference(
                                    Aspect.HOST,
                                    ChangeKind.RISK_HOST,
                                    difference.what(),
                                    difference.before(),
                                    difference.after())
                            : difference);
        }
    }

    private boolean mayBeOfRisk(Host host) {
        Set<Category> categories = listings.of(host);
        return categories == null
                || isTopLevel(host)
                || categories.stream()
                        .anyMatch(category -> before.policy().needsSecondPerson(category)
                                || after.policy().needsSecondPerson(category));
    }

    /** No single host, but all that there are below it. */
    private static boolean isTopLevel(Host host) {
        return !host.isAddress() && host.text().indexOf('.') < 0;
    }

    /** The name itself where there is no room for a name below it. */
    private static Host below(Host name) {
        try {
            return Host.parse(ANY_LABEL + name.text());
        } catch (HostSyntaxException e) {
            return name;
        }
    }
}
