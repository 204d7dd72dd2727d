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
import org.schoolgate.rules.policy.PolicyDocument.AlertSection;
import org.schoolgate.rules.policy.PolicyDocument.EntrySection;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;

/** Works out what a policy says to one role. What is said for a nearer role overrides what is said for a wider one. */
final class RoleCompiler {
    private final PolicyDocument document;
    private final Lineage lineage;

    private RoleCompiler(PolicyDocument document, Lineage lineage) {
        this.document = document;
        this.lineage = lineage;
    }

    /** By id; templates, which nobody holds, are left out. */
    static Map<String, RolePolicy> compile(PolicyDocument document) {
        Map<String, RolePolicy> compiled = new HashMap<>();
        for (String id : document.roles().keySet()) {
            Lineage lineage = Lineage.of(id, document.roles());
            Audience audience = lineage.first(RoleSection::audience);
            if (audience != null) {
                compiled.put(id, new RoleCompiler(document, lineage).role(audience));
            }
        }
        return compiled;
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
                alerting());
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
            if (rule.action() == action && lineage.distance(rule.roles()) == distance) {
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
            if (distance >= 0) {
                Ruling ruling = new Ruling(entry.action(), "entry/" + entry.pattern(), null);
                named.add(new NamedRuling(entry.pattern(), ruling, distance));
            }
        }
        for (RuleSection rule : document.rules()) {
            int distance = lineage.distance(rule.roles());
            if (distance >= 0) {
                rule.hosts().forEach(host -> named.add(new NamedRuling(host, Ruling.of(rule), distance)));
            }
        }
        return named;
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
