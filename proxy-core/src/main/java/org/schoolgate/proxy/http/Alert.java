package org.schoolgate.proxy.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Reason;

/**
 * Why someone should look at a blocked exchange: what the host is, which need not be what settled that it is blocked.
 *
 * @param match the list entry that says so; null where no list was involved
 */
record Alert(Category category, @Nullable Match match) {
    /**
     * The category that was blocked, if the policy alerts on it for this role, else the first such of the lists; none that is
     * but assumed. A locked entry alerts whatever the role, and what else is known of it stays unsaid.
     */
    static Optional<Alert> of(Judgement blocked, Policy policy) {
        String role = blocked.identity().principal().role();
        Reason reason = blocked.decision().reason();
        Category category = reason.category();
        if (reason.isSealed()) {
            return category != null && Policy.isLockedIncident(reason)
                    ? Optional.of(new Alert(category, null))
                    : Optional.empty();
        }
        if (category != null && !reason.isAssumed() && policy.isAlerting(category, role)) {
            return Optional.of(new Alert(category, reason.match()));
        }
        return blocked.verdict().listings().stream()
                .filter(match -> !match.isAssumed() && policy.isAlerting(match.category(), role))
                .findFirst()
                .map(match -> new Alert(match.category(), match));
    }
}
