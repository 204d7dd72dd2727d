package org.schoolgate.rules.policy.review;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.ConnectPort;
import org.schoolgate.rules.policy.Detection;
import org.schoolgate.rules.policy.InsideTarget;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyDocument.ObserveSection;
import org.schoolgate.rules.policy.TunnelProtocol;
import org.schoolgate.rules.policy.What;

/** Compares what a policy says for all roles alike: what stands beside its rules. */
final class SettingsComparison {
    private static final String ADDED = "added";
    private static final String REMOVED = "removed";

    private final PolicyDocument before;
    private final PolicyDocument after;
    private final List<Change> changes = new ArrayList<>();

    SettingsComparison(PolicyDocument before, PolicyDocument after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        compareSets(
                PolicyDocument::riskFloor,
                category -> "Risk floor: " + category,
                category -> ChangeKind.RISK_CATEGORY,
                Direction.TIGHTENING,
                Direction.LOOSENING);
        compareSets(
                PolicyDocument::requiredCategories,
                category -> "Categories without which pupils get no unlisted sites: " + category,
                category -> ChangeKind.CATEGORY,
                Direction.TIGHTENING,
                Direction.LOOSENING);
        compareSets(
                document -> texts(document.connectPorts(), SettingsComparison::text),
                text -> "Ports of tunnels: " + text,
                text -> text.contains(TunnelProtocol.RAW.id()) ? ChangeKind.INSPECTION : ChangeKind.NETWORK,
                Direction.LOOSENING,
                Direction.TIGHTENING);
        compareSets(
                document -> texts(document.inside(), SettingsComparison::text),
                text -> "Addresses inside: " + text,
                text -> ChangeKind.NETWORK,
                Direction.LOOSENING,
                Direction.TIGHTENING);
        compareSets(
                SettingsComparison::grantable,
                text -> "What teachers may open for a lesson: " + text,
                text -> ChangeKind.CATEGORY,
                Direction.LOOSENING,
                Direction.TIGHTENING);
        // Less of it is seen, or what was to be kept from readers of the log no longer is: neither is one person's to
        // settle.
        compareSets(
                PolicyDocument::privateCategories,
                category -> "Sites of which the access log keeps the host alone: " + category,
                category -> ChangeKind.MONITORING,
                Direction.LOOSENING,
                Direction.LOOSENING);
        compareDetection(before.detection(), after.detection());
        compareObserving(before.observe(), after.observe());
        return changes;
    }

    private <T> void compareSets(
            Function<PolicyDocument, Collection<T>> of,
            Function<T, String> sentence,
            Function<T, ChangeKind> kind,
            Direction ifAdded,
            Direction ifRemoved) {
        Collection<T> was = of.apply(before);
        Collection<T> is = of.apply(after);
        sorted(is).filter(not(was::contains)).forEach(item -> add(item, kind, sentence, ifAdded, "", ADDED));
        sorted(was).filter(not(is::contains)).forEach(item -> add(item, kind, sentence, ifRemoved, REMOVED, ""));
    }

    private static <T> Stream<T> sorted(Collection<T> items) {
        return items.stream().sorted(Comparator.comparing(Object::toString));
    }

    private <T> void add(
            T item,
            Function<T, ChangeKind> kind,
            Function<T, String> sentence,
            Direction direction,
            String was,
            String is) {
        changes.add(Change.of(
                kind.apply(item),
                direction,
                item.toString(),
                was.isEmpty() ? "" : item.toString(),
                is.isEmpty() ? "" : item.toString(),
                sentence.apply(item) + " " + was + is));
    }

    private static <T> Set<String> texts(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(ConnectPort port) {
        return port.port() + " " + port.protocol().id() + to(port.hosts());
    }

    private static String text(InsideTarget target) {
        String ports = target.ports().isEmpty() ? "" : ", ports " + joined(target.ports());
        return joined(target.networks()) + to(target.hosts()) + ports;
    }

    private static Set<String> grantable(PolicyDocument document) {
        Set<String> texts = texts(document.grantable().categories(), Category::id);
        for (String id : document.grantable().sites()) {
            What site = new What(Set.of(), Set.of(), List.of(), Set.of(id), List.of());
            texts.add("site " + id + " (" + joined(document.hosts(site)) + ")");
        }
        return texts;
    }

    private static String to(Collection<?> hosts) {
        return hosts.isEmpty() ? "" : " as " + joined(hosts);
    }

    private static String joined(Collection<?> items) {
        return items.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private void compareObserving(@Nullable ObserveSection was, @Nullable ObserveSection is) {
        if (!Objects.equals(was, is)) {
            changes.add(Change.of(
                    ChangeKind.CATEGORY,
                    Direction.looseningIf(is != null),
                    "observe",
                    text(was),
                    text(is),
                    "Days on which blocks are only observed: " + text(was) + " -> " + text(is)));
        }
    }

    private static String text(@Nullable ObserveSection observed) {
        if (observed == null) {
            return "none";
        }
        String who = observed.roles().isEmpty() ? "everyone" : joined(observed.roles());
        return observed.from() + " to " + observed.until() + " for " + who;
    }

    private void compareDetection(Detection was, Detection is) {
        compareNumbers(
                "seconds of one page view",
                was.pageView().toSeconds(),
                is.pageView().toSeconds(),
                true);
        compareNumbers("blocked pages that are an incident", was.repeatedPages(), is.repeatedPages(), true);
        compareNumbers(
                "minutes within which blocked pages are counted",
                was.repeatedWithin().toMinutes(),
                is.repeatedWithin().toMinutes(),
                false);
        compareNumbers("acts that are an attempt to get round the filter", was.acts(), is.acts(), true);
        compareNumbers(
                "minutes within which acts are counted",
                was.actsWithin().toMinutes(),
                is.actsWithin().toMinutes(),
                false);
        compareNumbers("incidents of one client an hour", was.perHour(), is.perHour(), false);
        compareCategories("categories that do not count", was.uncounted(), is.uncounted(), true);
        compareCategories("categories of ways round the filter", was.evasive(), is.evasive(), false);
    }

    private void compareNumbers(String what, long was, long is, boolean isMoreLooser) {
        if (was != is) {
            addDetection(what, Long.toString(was), Long.toString(is), Direction.looseningIf(is > was == isMoreLooser));
        }
    }

    private void compareCategories(String what, Set<Category> was, Set<Category> is, boolean isMoreLooser) {
        if (!was.equals(is)) {
            boolean isTighter = isMoreLooser ? was.containsAll(is) : is.containsAll(was);
            addDetection(what, joined(was), joined(is), Direction.looseningIf(!isTighter));
        }
    }

    private void addDetection(String what, String was, String is, Direction direction) {
        changes.add(Change.of(
                ChangeKind.MONITORING,
                direction,
                "detection",
                was,
                is,
                "Detection: " + what + " " + was + " -> " + is));
    }
}
