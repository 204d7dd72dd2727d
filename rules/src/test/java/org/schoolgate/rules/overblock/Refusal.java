package org.schoolgate.rules.overblock;

import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.policy.Reason;

/**
 * A name that is blocked for one reason.
 *
 * @param roles for which it is, over HTTP, in a tunnel or both
 * @param makers of lists that have it in the category that settled it
 */
record Refusal(Host host, SortedSet<String> roles, Reason reason, Set<String> makers) {
    boolean isFor(String role) {
        return roles.contains(role);
    }

    /** The list entry that settled it; there is one whenever a list did. */
    Match match() {
        return Objects.requireNonNull(reason.match(), "no list was involved");
    }

    /** The rule that blocks, with the clause that it enforces; the risk floor needs none. */
    String wanted() {
        String clause = reason.clause();
        return reason.rule() + (clause == null ? "" : ": " + clause);
    }
}
