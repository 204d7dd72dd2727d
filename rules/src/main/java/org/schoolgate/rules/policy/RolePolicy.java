package org.schoolgate.rules.policy;

import java.util.Map;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * All that the policy says to one role, with what it inherits worked in.
 *
 * @param categories what is done with each category that the role, what it extends or a rule speaks of
 */
record RolePolicy(
        Role role,
        Lineage lineage,
        HostTable<NamedRuling> named,
        Map<Category, Ruling> categories,
        Ruling unlisted,
        Ruling otherwise,
        Set<Category> alerting) {
    long blockedCategories() {
        return categories.values().stream()
                .filter(ruling -> ruling.action() == Action.BLOCK)
                .count();
    }
}
