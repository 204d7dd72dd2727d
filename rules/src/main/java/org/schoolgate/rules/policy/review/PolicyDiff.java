package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.schoolgate.rules.policy.PolicyDocument;

/**
 * What a policy changes of another, for whom and when: by what both decide in every situation of a year, not by how they are
 * written. So there is no change where something only stands elsewhere or is said in other words.
 */
public final class PolicyDiff {
    private PolicyDiff() {}

    /**
     * Takes a second or so for a large policy, as it looks at every mark of a year.
     *
     * @param from when the year begins: now
     * @param listings of the lists that are in use
     * @return what loosens first, then what tightens, then what changes nothing that is decided; empty when nothing changes
     * @throws IllegalArgumentException when one of them has no role that can be held
     */
    public static List<Change> between(PolicyDocument before, PolicyDocument after, Instant from, Listings listings) {
        Side was = new Side(before);
        Side is = new Side(after);
        List<Change> changes = new ArrayList<>();
        changes.addAll(new RoleComparison(was, is).changes());
        changes.addAll(new DecisionComparison(was, is, from, listings).changes());
        changes.addAll(new InheritedComparison(written(was), written(is)).changes());
        changes.addAll(new ZoneComparison(was, is).changes());
        changes.addAll(new SettingsComparison(before, after).changes());
        changes.addAll(new UnjudgedComparison(before, after).changes());
        changes.sort(Comparator.comparing(Change::direction));
        return changes;
    }

    private static InheritedComparison.Written written(Side side) {
        return new InheritedComparison.Written(side, UnjudgedComparison.tree(side.document()));
    }
}
