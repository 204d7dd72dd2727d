package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
                .filter(entry -> lineage.reaches(entry.roles()))
                .forEach(entry -> addTime(times, entry.when()));
        document.rules().stream()
                .filter(rule -> lineage.reaches(rule.roles()))
                .forEach(rule -> addTime(times, rule.when()));
        document.zones().forEach(zone -> addTime(times, zone.closed()));
        addTime(times, lineage.first(RoleSection::closed));
        return times;
    }

    private static void addTime(Set<When> times, @Nullable When time) {
        if (time != null) {
            times.add(time);
        }
    }

    private boolean applies(@Nullable When when) {
        return when == null || holding.contains(when);
    }

    private RolePolicy role(Audience audience) {
        RoleSection self = lineage.sections().get(0);
        String title = self.title();
        Ruling otherwise = saidBy(RoleSection::defaultAction, Ruling.of(Action.BLOCK, self));
        return new RolePolicy(
                new Role(self.id(), title == null ? self.id() : title, audience),
                lineage,
                new HostTable<>(named(), NamedRuling::pattern, NamedRuling.PRECEDENCE),
                categories(),
                saidBy(RoleSection::unlisted, otherwise),
                otherwise,
                alerting(),
                closedZones(),
                closed());
    }

    private Ruling saidBy(Function<RoleSection, @Nullable Action> property, Ruling ifNone) {
        Ruling said = lineage.first(section -> {
            Action action = property.apply(section);
            return action == null ? null : Ruling.of(action, section);
        });
        return said == null ? ifNone : said;
    }

    /** What stands first stays: nearest role first, everyone last; in one role blocks first. */
    private Map<Category, Ruling> categories() {
        Map<Category, Ruling> categories = new HashMap<>();
        for (int distance = 0; distance <= lineage.sections().size(); distance++) {
            for (Action action : List.of(Action.BLOCK, Action.ALLOW)) {
                addRules(categories, distance, action);
                addRole(categories, distance, action);
            }
        }
        return Map.copyOf(categories);
    }

    private void addRules(Map<Category, Ruling> categories, int distance, Action action) {
        for (RuleSection rule : document.rules()) {
            if (rule.action() == action && applies(rule.when()) && lineage.distance(rule.roles()) == distance) {
                rule.categories().forEach(category -> categories.putIfAbsent(category, Ruling.of(rule)));
            }
        }
    }

    private void addRole(Map<Category, Ruling> categories, int distance, Action action) {
        if (distance < lineage.sections().size()) {
            RoleSection section = lineage.sections().get(distance);
            Set<Category> listed = action == Action.BLOCK ? section.blockedCategories() : section.allowedCategories();
            listed.forEach(category -> categories.putIfAbsent(category, Ruling.of(action, section)));
        }
    }

    private List<NamedRuling> named() {
        List<NamedRuling> named = new ArrayList<>();
        for (EntrySection entry : document.entries()) {
            int distance = lineage.distance(entry.roles());
            if (distance >= 0 && applies(entry.when())) {
                named.add(new NamedRuling(entry.pattern(), Ruling.of(entry), distance));
            }
        }
        for (RuleSection rule : document.rules()) {
            int distance = lineage.distance(rule.roles());
            if (distance >= 0 && applies(rule.when())) {
                rule.hosts().forEach(host -> named.add(new NamedRuling(host, Ruling.of(rule), distance)));
            }
        }
        return named;
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
