package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.When;

/**
 * Something that a policy says: an entry, a rule, or what a role lists. For looking through a document; decisions are made from
 * {@link RolePolicy}.
 *
 * @param name such as {@code rule games}
 * @param hosts that it names, itself or by sites
 * @param when null for always
 */
record Statement(
        String name,
        Action action,
        Who who,
        @Nullable When when,
        Set<Category> categories,
        Set<String> lists,
        List<HostPattern> hosts,
        List<UrlPattern> urls) {
    /** In the order in which they count where all else is equal. */
    static List<Statement> of(PolicyDocument document) {
        List<Statement> statements = new ArrayList<>();
        document.entries()
                .forEach(entry -> statements.add(of(
                        document, "entry " + entry.text(), entry.action(), entry.who(), entry.when(), entry.what())));
        document.rules()
                .forEach(rule -> statements.add(
                        of(document, "rule " + rule.id(), rule.action(), rule.who(), rule.when(), rule.what())));
        document.roles().values().forEach(role -> {
            statements.add(ofRole(role, Action.BLOCK, role.blockedCategories()));
            statements.add(ofRole(role, Action.ALLOW, role.allowedCategories()));
        });
        statements.removeIf(statement -> statement.things().findAny().isEmpty());
        return statements;
    }

    private static Statement of(
            PolicyDocument document, String name, Action action, Who who, @Nullable When when, What what) {
        return new Statement(
                name, action, who, when, what.categories(), what.lists(), document.hosts(what), what.urls());
    }

    private static Statement ofRole(PolicyDocument.RoleSection role, Action action, Set<Category> categories) {
        return new Statement(
                "role " + role.id(),
                action,
                Who.ofRoles(Set.of(role.id())),
                null,
                categories,
                Set.of(),
                List.of(),
                List.of());
    }

    /** Everything that it is about, one by one. Equal things are alike in two statements. */
    Stream<Object> things() {
        return Stream.of(categories.stream(), lists.stream(), hosts.stream(), urls.stream())
                .flatMap(thing -> thing);
    }

    /** Whether it decides before the other on what both are about, always and for all whom the other is for. */
    boolean isAlwaysBefore(Statement other, Map<String, Lineage> held) {
        return (when == null || when.equals(other.when))
                && held.values().stream()
                        .filter(lineage -> lineage.reaches(other.who.roles()))
                        .allMatch(lineage -> isBefore(other, lineage));
    }

    private boolean isBefore(Statement other, Lineage lineage) {
        Reach mine = lineage.reach(who);
        Reach others = lineage.reach(other.who);
        return mine != null
                && others != null
                && isForAll(who.people(), other.who.people())
                && isForAll(who.classes(), other.who.classes())
                && isForAll(who.deviceGroups(), other.who.deviceGroups())
                && isForAll(who.zones(), other.who.zones())
                && (mine.rank() < others.rank()
                        || mine.rank() == others.rank() && (action == other.action || action == Action.BLOCK));
    }

    private static boolean isForAll(Set<String> wide, Set<String> narrow) {
        return wide.isEmpty() || !narrow.isEmpty() && wide.containsAll(narrow);
    }
}
