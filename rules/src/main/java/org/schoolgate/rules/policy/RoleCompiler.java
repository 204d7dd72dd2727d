package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.policy.PolicyDocument.AlertSection;
import org.schoolgate.rules.policy.PolicyDocument.EntrySection;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;
import org.schoolgate.rules.policy.PolicyDocument.ZoneSection;

/**
 * Works out what a policy says to one role while certain times hold. What is said for a nearer role overrides what is said for
 * a wider one.
 */
final class RoleCompiler {
    private final PolicyDocument document;
    private final Lineage lineage;
    private final Set<When> holding;

    private RoleCompiler(PolicyDocument document, Lineage lineage, Set<When> holding) {
        this.document = document;
        this.lineage = lineage;
        this.holding = holding;
    }

    /** In the order of the document; templates, which nobody holds, are left out. */
    static List<TimedRole> compile(PolicyDocument document) {
        List<TimedRole> compiled = new ArrayList<>();
        for (String id : document.roles().keySet()) {
            Lineage lineage = Lineage.of(id, document.roles());
            Audience audience = lineage.first(RoleSection::audience);
            if (audience != null) {
                compiled.add(new TimedRole(
                        lineage,
                        times(document, lineage),
                        holding -> new RoleCompiler(document, lineage, holding).role(audience)));
            }
        }
        return compiled;
    }

    /** All on which it depends what is said to the role. */
    private static Set<When> times(PolicyDocument document, Lineage lineage) {
        Set<When> times = new HashSet<>();
        document.entries().stream()
                .filter(entry -> lineage.reaches(entry.who().roles()))
                .forEach(entry -> addTime(times, during(entry.action(), entry.when())));
        document.rules().stream()
                .filter(rule -> lineage.reaches(rule.who().roles()))
                .forEach(rule -> addTime(times, during(rule.action(), rule.when())));
        document.zones().forEach(zone -> addTime(times, zone.closed()));
        addTime(times, lineage.first(RoleSection::closed));
        return times;
    }

    private static void addTime(Set<When> times, @Nullable When time) {
        if (time != null) {
            times.add(time);
        }
    }

    /** When it applies. What allows does not go on because the calendar does not: somebody has to say when there is school. */
    private static @Nullable When during(Action action, @Nullable When when) {
        return when == null || action == Action.BLOCK ? when : when.foreseen();
    }

    private boolean applies(@Nullable When when) {
        return when == null || holding.contains(when);
    }

    private RolePolicy role(Audience audience) {
        RoleSection self = lineage.sections().get(0);
        String title = self.title();
        return new RolePolicy(
                new Role(self.id(), title == null ? self.id() : title, audience),
                lineage,
                new HostTable<>(named(), NamedRuling::pattern, NamedRuling.PRECEDENCE),
                categories(),
                lists(),
                saidBy(RoleSection::unlisted, otherwise()),
                otherwise(),
                alerting(),
                closedZones(),
                closed());
    }

    private Ruling otherwise() {
        return saidBy(
                RoleSection::defaultAction,
                Ruling.of(Action.BLOCK, lineage.sections().get(0)));
    }

    private Ruling saidBy(Function<RoleSection, @Nullable Action> property, Ruling ifNone) {
        Ruling said = lineage.first(section -> {
            Action action = property.apply(section);
            return action == null ? null : Ruling.of(action, section);
        });
        return said == null ? ifNone : said;
    }

    /** Rules before what roles list themselves. */
    private Map<Category, List<AimedRuling>> categories() {
        Map<Category, List<AimedRuling>> said = new HashMap<>();
        for (RuleSection rule : document.rules()) {
            addAll(
                    said,
                    rule.what().categories(),
                    aimed(rule.who(), during(rule.action(), rule.when()), () -> Ruling.of(rule)));
        }
        for (RoleSection section : lineage.sections()) {
            Who who = Who.ofRoles(Set.of(section.id()));
            addAll(said, section.blockedCategories(), aimed(who, null, () -> Ruling.of(Action.BLOCK, section)));
            addAll(said, section.allowedCategories(), aimed(who, null, () -> Ruling.of(Action.ALLOW, section)));
        }
        return inOrder(said);
    }

    private List<RolePolicy.OfList> lists() {
        Map<String, List<AimedRuling>> said = new TreeMap<>();
        for (RuleSection rule : document.rules()) {
            addAll(
                    said,
                    rule.what().lists(),
                    aimed(rule.who(), during(rule.action(), rule.when()), () -> Ruling.of(rule)));
        }
        return inOrder(said).entrySet().stream()
                .map(entry -> new RolePolicy.OfList(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T> void addAll(Map<T, List<AimedRuling>> said, Set<T> about, @Nullable AimedRuling aimed) {
        if (aimed != null) {
            about.forEach(
                    each -> said.computeIfAbsent(each, it -> new ArrayList<>()).add(aimed));
        }
    }

    private static <T> Map<T, List<AimedRuling>> inOrder(Map<T, List<AimedRuling>> said) {
        Map<T, List<AimedRuling>> ordered = new HashMap<>();
        said.forEach((about, all) -> ordered.put(about, AimedRuling.inOrder(all)));
        return Map.copyOf(ordered);
    }

    /** Null when it does not apply now, or not to the role. */
    private @Nullable AimedRuling aimed(Who who, @Nullable When when, Supplier<Ruling> ruling) {
        Reach reach = applies(when) ? lineage.reach(who) : null;
        return reach == null ? null : new AimedRuling(ruling.get(), reach);
    }

    private List<NamedRuling> named() {
        List<NamedRuling> named = new ArrayList<>();
        for (EntrySection entry : document.entries()) {
            addNamed(
                    named,
                    entry.what(),
                    aimed(entry.who(), during(entry.action(), entry.when()), () -> Ruling.of(entry)));
        }
        for (RuleSection rule : document.rules()) {
            addNamed(named, rule.what(), aimed(rule.who(), during(rule.action(), rule.when()), () -> Ruling.of(rule)));
        }
        return named;
    }

    private void addNamed(List<NamedRuling> named, What what, @Nullable AimedRuling aimed) {
        if (aimed != null) {
            document.hosts(what).forEach(host -> named.add(NamedRuling.ofHosts(host, aimed)));
            what.urls().forEach(pages -> named.add(NamedRuling.ofPages(pages, aimed)));
        }
    }

    private Map<String, Ruling> closedZones() {
        Map<String, Ruling> closed = new HashMap<>();
        for (ZoneSection zone : document.zones()) {
            if (zone.closed() != null && holding.contains(zone.closed())) {
                closed.put(zone.id(), Ruling.closing(zone));
            }
        }
        return Map.copyOf(closed);
    }

    private @Nullable Ruling closed() {
        Ruling closing = lineage.first(section -> section.closed() == null ? null : Ruling.closing(section));
        return closing == null || !applies(closing.when()) ? null : closing;
    }

    private Set<Category> alerting() {
        Set<Category> alerting = new HashSet<>();
        for (AlertSection alert : document.alerting()) {
            if (lineage.reaches(alert.roles())) {
                alerting.add(alert.category());
            }
        }
        return Set.copyOf(alerting);
    }
}
