package org.schoolgate.proxy.http;

import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.Decision;

/** What was decided about one request, for whom, and on which grounds. */
public record Judgement(Host host, Identity identity, Verdict verdict, Decision decision) {
    /** Whether the request goes on to its origin. */
    public boolean allows() {
        return decision.match(allow -> true, block -> false);
    }
}
