package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;

/**
 * All that the policy says to one role at one time, with what it inherits worked in. What is said to some of those who hold the
 * role only stands before what is said to all of them.
 *
 * @param categories what is done with each category that the role, what it extends or a rule speaks of
 * @param lists what rules do with lists
 * @param closedZones zones that are closed, by id
 * @param closed null when it is not closed itself
 */
record RolePolicy(
        Role role,
        Lineage lineage,
        HostTable<NamedRuling> named,
        Map<Category, List<AimedRuling>> categories,
        List<OfList> lists,
        Ruling unlisted,
        Ruling otherwise,
        Set<Category> alerting,
        Map<String, Ruling> closedZones,
        @Nullable Ruling closed) {
    /** What is said about the lists of that name. */
    record OfList(String name, List<AimedRuling> said) {}

    /** Of those that are blocked to all who hold the role. */
    long blockedCategories() {
        return categories.values().stream()
                .map(said -> said.get(said.size() - 1))
                .filter(last -> last.reach().isWholeRole() && last.ruling().action() == Action.BLOCK)
                .count();
    }

    /** What is said to one who holds the role about what a list has on it; null when nothing is. */
    @Nullable
    AimedRuling about(Match match, Principal principal, Zone zone) {
        List<AimedRuling> ofCategory = categories.get(match.category());
        AimedRuling first = ofCategory == null ? null : AimedRuling.first(ofCategory, principal, zone);
        for (int i = 0; i < lists.size(); i++) {
            if (What.isMeant(match.list().name(), lists.get(i).name())) {
                AimedRuling ofList = AimedRuling.first(lists.get(i).said(), principal, zone);
                first = first == null || ofList != null && AimedRuling.PRECEDENCE.compare(ofList, first) < 0
                        ? ofList
                        : first;
            }
        }
        return first;
    }

    /** What closes the zone to the role, or the role; null when nothing does. */
    @Nullable
    Ruling closed(Zone zone) {
        Ruling ofZone = closedZones.get(zone.id());
        return ofZone == null ? closed : ofZone;
    }
}
