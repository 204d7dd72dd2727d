package org.schoolgate.rules.policy;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/**
 * All that the policy says to one role at one time, with what it inherits worked in.
 *
 * @param categories what is done with each category that the role, what it extends or a rule speaks of
 * @param closedZones zones that are closed, by id
 * @param closed null when it is not closed itself
 */
record RolePolicy(
        Role role,
        Lineage lineage,
        HostTable<NamedRuling> named,
        Map<Category, Ruling> categories,
        Ruling unlisted,
        Ruling otherwise,
        Set<Category> alerting,
        Map<String, Ruling> closedZones,
        @Nullable Ruling closed) {
    long blockedCategories() {
        return categories.values().stream()
                .filter(ruling -> ruling.action() == Action.BLOCK)
                .count();
    }

    /** What closes the zone to the role, or the role; null when nothing does. */
    @Nullable
    Ruling closed(Zone zone) {
        Ruling ofZone = closedZones.get(zone.id());
        return ofZone == null ? closed : ofZone;
    }
}
