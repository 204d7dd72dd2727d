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
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Decision;
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
    private final Set<String> lists = new TreeSet<>();
    private final Map<Set<String>, Situations> situations = new HashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Differences found = new Differences();

    DecisionComparison(Side before, Side after, Instant from, Listings listings) {
        this.before = before;
        this.after = after;
        this.from = from;
        this.hosts = new NamedHosts(before, after, listings);
        for (Side side : List.of(before, after)) {
            side.document().rules().forEach(rule -> lists.addAll(rule.what().lists()));
        }
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
        Situations all = situations(role);
        Subject whole = new Subject(role);
        Map<Difference, Set<Situation>> common = differences(whole, all);
        common.forEach((difference, some) -> found.add(whole, difference, all.words(some)));
        compareIncidents(whole);
        for (Subject subject : Subject.within(role, lineage(role), List.of(before.document(), after.document()))) {
            differences(subject, all).forEach((difference, some) -> {
                if (!some.equals(common.get(difference))) {
                    found.add(subject, difference, all.words(some));
                }
            });
        }
    }

    private Map<Difference, Set<Situation>> differences(Subject subject, Situations all) {
        Map<Difference, Set<Situation>> differences = new LinkedHashMap<>();
        for (Situation situation : all.all()) {
            List<Difference> now = new ArrayList<>();
            compare(subject, situation.at(), now);
            now.forEach(difference -> differences
                    .computeIfAbsent(difference, key -> new LinkedHashSet<>())
                    .add(situation));
        }
        return differences;
    }

    private Set<String> lineage(String role) {
        Set<String> ids = new TreeSet<>(before.document().lineage(role));
        ids.addAll(after.document().lineage(role));
        return ids;
    }

    /** The same for roles between which no calendar makes a difference. */
    private Situations situations(String role) {
        Set<String> ids = lineage(role);
        Set<String> known = new HashSet<>(before.rolesOfCalendar());
        known.addAll(after.rolesOfCalendar());
        ids.retainAll(known);
        return situations.computeIfAbsent(ids, key -> Situations.of(before, after, key, from));
    }

    private void compare(Subject subject, Instant at, List<Difference> to) {
        Decision was = before.ofUnlisted(subject, Side.ANY, at);
        Decision is = after.ofUnlisted(subject, Side.ANY, at);
        if (Side.isClosed(was) != Side.isClosed(is)) {
            to.add(new Difference(Aspect.ROLE_CLOSED, ChangeKind.CLOSURE, "", Side.openness(was), Side.openness(is)));
        }
        if (Side.isClosed(was) || Side.isClosed(is)) {
            return;
        }
        add(to, Aspect.UNLISTED, ChangeKind.CATEGORY, "", was, is);
        compareCategories(subject, at, to);
        compareLists(subject, at, to);
        compareZones(subject, at, to);
        hosts.compare(subject, at, to);
    }

    private void compareCategories(Subject subject, Instant at, List<Difference> to) {
        for (Category category : Vocabulary.standard().categories()) {
            Decision was = before.ofCategory(subject, category, at);
            Decision is = after.ofCategory(subject, category, at);
            if (isAboutCategory(was) || isAboutCategory(is)) {
                add(to, Aspect.CATEGORY, kind(category), category.id(), was, is);
            }
        }
        add(
                to,
                Aspect.DEFAULT,
                ChangeKind.CATEGORY,
                "",
                before.ofCategory(subject, Side.OTHER, at),
                after.ofCategory(subject, Side.OTHER, at));
    }

    /** Lists of their own, as it were: of a category that nothing is said of. What they really hold is not known here. */
    private void compareLists(Subject subject, Instant at, List<Difference> to) {
        for (String name : lists) {
            NamedList list = new NamedList(name, Side.OTHER);
            Decision was = before.ofListed(subject, list, at);
            Decision is = after.ofListed(subject, list, at);
            if (isAboutCategory(was) || isAboutCategory(is)) {
                add(to, Aspect.LIST, ChangeKind.RISK_CATEGORY, name, was, is);
            }
        }
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

    private void compareZones(Subject subject, Instant at, List<Difference> to) {
        String role = subject.role();
        for (Zone zone : after.policy().zones()) {
            Zone old = before.policy().zone(zone.id());
            if (old == null || !zone.roles().contains(role) || !old.roles().contains(role)) {
                continue;
            }
            Decision was = before.inZone(role, old, at);
            Decision is = after.inZone(role, zone, at);
            if (Side.isClosed(was) != Side.isClosed(is)) {
                to.add(new Difference(
                        Aspect.ZONE_CLOSED, ChangeKind.CLOSURE, zone.name(), Side.openness(was), Side.openness(is)));
            }
        }
    }

    private void compareIncidents(Subject subject) {
        Set<Category> alerting = new TreeSet<>();
        for (Side side : List.of(before, after)) {
            side.document().alerting().forEach(alert -> alerting.add(alert.category()));
        }
        for (Category category : alerting) {
            String was = raising(before.policy().isAlerting(category, subject.role()));
            String is = raising(after.policy().isAlerting(category, subject.role()));
            if (!was.equals(is)) {
                found.add(subject, new Difference(Aspect.INCIDENT, ChangeKind.MONITORING, category.id(), was, is), "");
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
