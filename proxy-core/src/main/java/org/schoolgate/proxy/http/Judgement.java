package org.schoolgate.proxy.http;

import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.Step;

/**
 * What was decided about one request, for whom, and on which grounds.
 *
 * @param isHelp whether it is of the help set, or of a site that would show a page of it
 */
public record Judgement(Host host, Identity identity, Verdict verdict, Decision decision, boolean isHelp) {
    /**
     * Whether the connection may become a WebSocket: what goes through one is not looked at, so only where a category, a
     * rule or an entry says what the site is.
     */
    boolean allowsUpgrade() {
        return allows() && decision.reason().step() != Step.UNLISTED;
    }

    /** The same, decided otherwise. */
    Judgement with(Decision other) {
        return new Judgement(host, identity, verdict, other, isHelp);
    }

    /** Whether it would not, but for observe mode. */
    boolean isObserved() {
        return decision.isObserved();
    }

    /** Whether nobody need say who it is for that. */
    boolean needsNobody() {
        Step step = decision.reason().step();
        return step == Step.HELP || step == Step.INFRASTRUCTURE;
    }

    /** Whether it is blocked for as long as nobody signs in. */
    public boolean asksWhoItIs() {
        return !allows() && decision.reason().asksWhoItIs();
    }

    /** Whether the request goes on to its origin. */
    public boolean allows() {
        return decision.match(allow -> true, block -> false);
    }
}
