package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;
import org.schoolgate.rules.policy.PolicyDocument.ZoneSection;

/** What the rules of a policy without mistakes say that is probably not meant. */
final class RuleLints {
    private final PolicyDocument document;
    private final Vocabulary vocabulary;
    private final List<Statement> statements;
    /** Roles that can be held. */
    private final Map<String, Lineage> held = new LinkedHashMap<>();

    private final List<String> lints = new ArrayList<>();

    private RuleLints(PolicyDocument document, Vocabulary vocabulary) {
        this.document = document;
        this.vocabulary = vocabulary;
        this.statements = Statement.of(document);
        document.roles().keySet().forEach(id -> {
            Lineage lineage = Lineage.of(id, document.roles());
            if (lineage.first(RoleSection::audience) != null) {
                held.put(id, lineage);
            }
        });
    }

    /** One line each, for people; empty when all is well. O(statements²). */
    static List<String> of(PolicyDocument document, Vocabulary vocabulary) {
        RuleLints found = new RuleLints(document, vocabulary);
        found.statements.forEach(found::forNobody);
        found.shadowed();
        found.widened();
        found.statements.forEach(found::ofRisk);
        found.unmentioned();
        found.clauses();
        found.routes();
        return found.lints;
    }

    private void forNobody(Statement statement) {
        Set<String> reached = reached(statement.who());
        if (reached.isEmpty()) {
            lints.add(statement.name() + ": nobody holds "
                    + String.join(", ", new TreeSet<>(statement.who().roles())) + ", so that it never applies");
            return;
        }
        if (document.zones().isEmpty() || statement.who().roles().isEmpty()) {
            return;
        }
        Set<String> places = statement.who().zones();
        List<ZoneSection> zones = document.zones().stream()
                .filter(zone -> places.isEmpty() || places.contains(zone.id()))
                .toList();
        if (zones.stream().noneMatch(zone -> mayHold(zone, reached))) {
            lints.add(statement.name() + ": no zone " + (places.isEmpty() ? "" : "of it ") + "may hold "
                    + String.join(", ", new TreeSet<>(statement.who().roles())) + ", so that it never applies");
        } else if (!places.isEmpty()) {
            zones.stream()
                    .filter(zone -> !mayHold(zone, reached))
                    .forEach(zone ->
                            lints.add(statement.name() + ": zone " + zone.id() + " may hold none of its roles"));
        }
    }

    private Set<String> reached(Who who) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().reaches(who.roles()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean mayHold(ZoneSection zone, Set<String> roles) {
        return zone.roles().stream().anyMatch(roles::contains);
    }

    /** A statement that is never the first on anything that it is about. */
    private void shadowed() {
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            Set<String> before = new LinkedHashSet<>();
            List<Object> things = statement.things().toList();
            for (Object thing : things) {
                Statement first = firstBefore(i, thing);
                if (first == null) {
                    before.clear();
                    break;
                }
                before.add(first.name());
            }
            if (!before.isEmpty() && !statement.name().startsWith("role ")) {
                lints.add(statement.name() + ": never decides, because " + String.join(" and ", before)
                        + " always does before");
            }
        }
    }

    private @Nullable Statement firstBefore(int number, Object thing) {
        Statement statement = statements.get(number);
        for (int i = 0; i < statements.size(); i++) {
            Statement other = statements.get(i);
            boolean isAlike = other.action() == statement.action();
            if (i != number
                    && other.things().anyMatch(thing::equals)
                    && other.isAlwaysBefore(statement, held)
                    && !(isAlike && statement.isAlwaysBefore(other, held) && number < i)) {
                return other;
            }
        }
        return null;
    }

    /** The longest host counts before the narrowest "who": so what is allowed to many may undo what is blocked for some. */
    private void widened() {
        for (Statement allow : statements) {
            for (Statement block : statements) {
                if (allow.action() == Action.ALLOW && block.action() == Action.BLOCK && isWider(allow, block)) {
                    allow.hosts().stream()
                            .filter(host -> block.hosts().stream().anyMatch(wide -> isWithin(host, wide)))
                            .forEach(host -> widened(allow, host, block));
                    allow.urls().stream()
                            .filter(pages -> block.hosts().stream()
                                    .anyMatch(wide -> wide.covers(pages.hosts().host())))
                            .forEach(pages -> widened(allow, pages, block));
                }
            }
        }
    }

    private void widened(Statement allow, Object what, Statement block) {
        lints.add(allow.name() + ": opens " + what + " to those for whom " + block.name() + " blocks it");
    }

    private boolean isWider(Statement allow, Statement block) {
        return held.values().stream().anyMatch(lineage -> {
            Reach allowed = lineage.reach(allow.who());
            Reach blocked = lineage.reach(block.who());
            return allowed != null && blocked != null && allowed.rank() > blocked.rank();
        });
    }

    private static boolean isWithin(HostPattern host, HostPattern wide) {
        return host.host().text().length() > wide.host().text().length() && wide.covers(host.host());
    }

    private void ofRisk(Statement statement) {
        if (statement.action() == Action.BLOCK) {
            return;
        }
        for (Category category : new TreeSet<>(statement.categories())) {
            if (document.riskFloor().contains(category)) {
                lints.add(statement.name() + ": allows " + category + ", which is in the risk floor and stays blocked");
            } else if (vocabulary.isRisk(category)) {
                lints.add(statement.name() + ": allows " + category + ", a category of risk");
            }
        }
    }

    /** What pupils get of a category is said somewhere, or follows from a default that blocks. */
    private void unmentioned() {
        held.forEach((role, lineage) -> {
            Audience audience = lineage.first(RoleSection::audience);
            if (audience == null || !audience.isPupil() || lineage.first(RoleSection::defaultAction) != Action.ALLOW) {
                return;
            }
            Set<Category> mentioned = new HashSet<>(document.riskFloor());
            statements.stream()
                    .filter(statement -> lineage.reaches(statement.who().roles()))
                    .forEach(statement -> mentioned.addAll(statement.categories()));
            String risks = vocabulary.categories().stream()
                    .filter(category -> vocabulary.isRisk(category) && !mentioned.contains(category))
                    .map(Category::id)
                    .collect(Collectors.joining(", "));
            if (!risks.isEmpty()) {
                lints.add("role " + role + ": gets by default what nothing is said about, of categories of risk: "
                        + risks);
            }
        });
    }

    private void clauses() {
        Set<String> cited = document.rules().stream()
                .map(RuleSection::clause)
                .filter(clause -> clause != null)
                .collect(Collectors.toSet());
        document.roles().values().forEach(role -> {
            if (role.clause() != null) {
                cited.add(role.clause());
            }
        });
        document.organisation().clauses().stream()
                .filter(clause -> !cited.contains(clause.id()))
                .forEach(clause -> lints.add(
                        "clause " + clause.id() + " (" + clause.title() + "): no rule and no role enforces it"));
    }

    private void routes() {
        List<AlertRoute> routes = document.organisation().routes();
        for (int i = 0; i < routes.size() - 1; i++) {
            if (routes.get(i).isForAll()) {
                lints.add("alert_routing: item " + (i + 1) + " is for everything, so that none after it counts");
                return;
            }
        }
    }
}
