package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.UrlPattern;
import org.schoolgate.rules.policy.What;

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
    private final Set<Host> names = new TreeSet<>();
    private final Map<String, UrlPattern> pages = new TreeMap<>();

    NamedHosts(Side before, Side after, Listings listings) {
        this.before = before;
        this.after = after;
        this.listings = listings;
        for (Side side : List.of(before, after)) {
            patterns(side.document()).forEach(pattern -> names.add(pattern.host()));
            pages(side.document()).forEach(page -> pages.put(page.text(), page));
        }
    }

    /** Those of sites that are named among them. */
    static Set<HostPattern> patterns(PolicyDocument document) {
        Set<HostPattern> patterns = new LinkedHashSet<>();
        said(document).forEach(what -> patterns.addAll(document.hosts(what)));
        return patterns;
    }

    static Set<UrlPattern> pages(PolicyDocument document) {
        Set<UrlPattern> pages = new LinkedHashSet<>();
        said(document).forEach(what -> pages.addAll(what.urls()));
        return pages;
    }

    private static List<What> said(PolicyDocument document) {
        return Stream.concat(
                        document.entries().stream().map(PolicyDocument.EntrySection::what),
                        document.rules().stream().map(PolicyDocument.RuleSection::what))
                .toList();
    }

    /** One host that the pattern covers, and no narrower one. */
    static Host within(HostPattern pattern) {
        return pattern.scope() == Scope.BELOW_ONLY ? below(pattern.host()) : pattern.host();
    }

    /** Adds what is said otherwise of each. */
    void compare(Subject subject, Instant at, List<Difference> to) {
        for (Host name : names) {
            Spoken ofName = ask(subject, name, at);
            Spoken ofBelow = name.isAddress() ? ofName : ask(subject, below(name), at);
            if (ofName.equals(ofBelow)) {
                add(to, new HostPattern(name, name.isAddress() ? Scope.EXACT : Scope.NAME_AND_BELOW), ofName);
            } else {
                add(to, new HostPattern(name, Scope.EXACT), ofName);
                add(to, new HostPattern(name, Scope.BELOW_ONLY), ofBelow);
            }
        }
        pages.values().forEach(page -> {
            Host host = within(page.hosts());
            Spoken spoken = new Spoken(
                    said(before.ofPage(subject, host, page.path(), at)),
                    said(after.ofPage(subject, host, page.path(), at)));
            if (!spoken.equals(ask(subject, host, at))) {
                add(to, page.text(), host, spoken);
            }
        });
    }

    private record Spoken(String before, String after) {}

    private Spoken ask(Subject subject, Host host, Instant at) {
        return new Spoken(said(before.ofUnlisted(subject, host, at)), said(after.ofUnlisted(subject, host, at)));
    }

    /** What a policy says of a host by name. */
    static String said(Decision decision) {
        return decision.reason().step() == Step.NAMED ? Side.action(decision).id() : Difference.AS_LISTED;
    }

    private void add(List<Difference> to, HostPattern pattern, Spoken spoken) {
        add(to, pattern.text(), pattern.host(), spoken);
    }

    private void add(List<Difference> to, String what, Host host, Spoken spoken) {
        if (!spoken.before().equals(spoken.after())) {
            Difference difference = new Difference(Aspect.HOST, ChangeKind.HOST, what, spoken.before(), spoken.after());
            boolean isRisky = difference.direction() == Direction.LOOSENING && mayBeOfRisk(host);
            to.add(isRisky ? difference.of(ChangeKind.RISK_HOST) : difference);
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
