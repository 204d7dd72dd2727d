package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;

/**
 * Compares what two policies decide: for each role that both have, in each situation, of each category, of what no list knows,
 * of the rest, and of each host that one of them names.
 */
final class DecisionComparison {
    private final Side before;
    private final Side after;
    private final Instant from;
    private final NamedHosts hosts;
    private final Map<Set<String>, Situations> situations = new HashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Differences found = new Differences();

    DecisionComparison(Side before, Side after, Instant from, Listings listings) {
        this.before = before;
        this.after = after;
        this.from = from;
        this.hosts = NamedHosts.of(before, after, listings);
    }

    List<Change> changes() {
        for (Role role : after.policy().roles()) {
            if (before.role(role.id()) != null) {
                titles.put(role.id(), role.title());
            }
        }
        titles.keySet().forEach(this::compare);
        return found.changes(titles);
    }

    private void compare(String role) {
        Map<Difference, Set<Situation>> differences = new LinkedHashMap<>();
        Situations all = situations(role);
        for (Situation situation : all.all()) {
            List<Difference> now = new ArrayList<>();
            compare(role, situation.at(), now);
            now.forEach(difference -> differences
                    .computeIfAbsent(difference, key -> new LinkedHashSet<>())
                    .add(situation));
        }
        differences.forEach((difference, some) -> found.add(role, difference, all.words(some)));
        compareIncidents(role);
    }

    /** The same for roles between which no calendar makes a difference. */
    private Situations situations(String role) {
        Set<String> ids = new TreeSet<>(before.document().lineage(role));
        ids.addAll(after.document().lineage(role));
        Set<String> known = new HashSet<>(before.rolesOfCalendar());
        known.addAll(after.rolesOfCalendar());
        ids.retainAll(known);
        return situations.computeIfAbsent(ids, key -> Situations.of(before, after, key, from));
    }

    private void compare(String role, Instant at, List<Difference> to) {
        Zone anywhere = Side.anywhere(role);
        Decision was = before.ofUnlisted(role, anywhere, Side.ANY, at);
        Decision is = after.ofUnlisted(role, anywhere, Side.ANY, at);
        if (Side.isClosed(was) != Side.isClosed(is)) {
            to.add(new Difference(Aspect.ROLE_CLOSED, ChangeKind.CLOSURE, "", Side.openness(was), Side.openness(is)));
        }
        if (Side.isClosed(was) || Side.isClosed(is)) {
            return;
        }
        add(to, Aspect.UNLISTED, ChangeKind.CATEGORY, "", was, is);
        compareCategories(role, anywhere, at, to);
        compareZones(role, at, to);
        hosts.compare(role, anywhere, at, to);
    }

    private void compareCategories(String role, Zone zone, Instant at, List<Difference> to) {
        for (Category category : Vocabulary.standard().categories()) {
            Decision was = before.ofCategory(role, zone, Side.ANY, category, at);
            Decision is = after.ofCategory(role, zone, Side.ANY, category, at);
            if (isAboutCategory(was) || isAboutCategory(is)) {
                add(to, Aspect.CATEGORY, kind(category), category.id(), was, is);
            }
        }
        add(
                to,
                Aspect.DEFAULT,
                ChangeKind.CATEGORY,
                "",
                before.ofCategory(role, zone, Side.ANY, Side.OTHER, at),
                after.ofCategory(role, zone, Side.ANY, Side.OTHER, at));
    }

    /** Else it is told with all the others that nothing is said of. */
    private static boolean isAboutCategory(Decision decision) {
        return decision.reason().step().compareTo(Step.UNLISTED) < 0;
    }

    private ChangeKind kind(Category category) {
        return before.policy().needsSecondPerson(category) || after.policy().needsSecondPerson(category)
                ? ChangeKind.RISK_CATEGORY
                : ChangeKind.CATEGORY;
    }

    private void compareZones(String role, Instant at, List<Difference> to) {
        for (Zone zone : after.policy().zones()) {
            Zone old = before.policy().zone(zone.id());
            if (old == null || !zone.roles().contains(role) || !old.roles().contains(role)) {
                continue;
            }
            Decision was = before.ofUnlisted(role, old, Side.ANY, at);
            Decision is = after.ofUnlisted(role, zone, Side.ANY, at);
            if (Side.isClosed(was) != Side.isClosed(is)) {
                to.add(new Difference(
                        Aspect.ZONE_CLOSED, ChangeKind.CLOSURE, zone.name(), Side.openness(was), Side.openness(is)));
            }
        }
    }

    private void compareIncidents(String role) {
        Set<Category> alerting = new TreeSet<>();
        for (Side side : List.of(before, after)) {
            side.document().alerting().stream()
                    .map(PolicyDocument.AlertSection::category)
                    .forEach(alerting::add);
        }
        for (Category category : alerting) {
            boolean was = before.policy().isAlerting(category, role);
            boolean is = after.policy().isAlerting(category, role);
            if (was != is) {
                found.add(
                        role,
                        new Difference(
                                Aspect.INCIDENT, ChangeKind.MONITORING, category.id(), raising(was), raising(is)),
                        "");
            }
        }
    }

    private static String raising(boolean isRaised) {
        return isRaised ? Difference.RAISED : Difference.NOT_RAISED;
    }

    private static void add(
            List<Difference> to, Aspect aspect, ChangeKind kind, String what, Decision was, Decision is) {
        Action actionBefore = Side.action(was);
        Action actionAfter = Side.action(is);
        if (actionBefore != actionAfter) {
            to.add(new Difference(aspect, kind, what, actionBefore.id(), actionAfter.id()));
        }
    }
}
