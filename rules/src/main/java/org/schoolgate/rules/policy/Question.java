package org.schoolgate.rules.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.calendar.SchoolTime;
import org.schoolgate.rules.calendar.When;

/** One request with everything the steps may look at. */
record Question(Request request, RolePolicy rolePolicy, Verdict verdict, LiveFacts live, Instant at, Policy policy) {
    /** The same, if this were what is said to the role. */
    Question with(RolePolicy other) {
        return new Question(request, other, verdict, live, at, policy);
    }

    /** The same, if this were what is known of the host. */
    Question with(Verdict other) {
        return new Question(request, rolePolicy, other, live, at, policy);
    }

    Host host() {
        return request.host();
    }

    Role role() {
        return rolePolicy.role();
    }

    /** What is so at this instant, for the role. */
    SchoolTime schoolTime() {
        return policy.schoolTime(at, role().id());
    }

    /**
     * Whether the match may let the host through; not one that is assumed. For pupils, an entry of an allow-type list speaks
     * only of the very host it names; an entry of the manager speaks of all that it names.
     */
    boolean mayLift(Match match) {
        return !match.isAssumed()
                && (!role().isPupil()
                        || !policy.vocabulary().isAllowType(match.category())
                        || match.entry().host().equals(host().text())
                        || live.overlay().made(match, host()));
    }

    Decision decide(Step step, Ruling ruling) {
        return decide(step, ruling, null, null);
    }

    Decision decide(Step step, Ruling ruling, Category category) {
        return decide(step, ruling, category, null);
    }

    Decision decide(Step step, Ruling ruling, Match match) {
        return decide(step, ruling, match.category(), match);
    }

    /** What a live fact does until it is over; because of that match, or null where it is about whatever is asked for. */
    Decision decide(Step step, Action action, LiveFact fact, @Nullable Match match) {
        Category category = match == null ? null : match.category();
        Instant until = fact.given().until();
        return action.because(new Reason(step, fact.rule(), category, match, policy.version(), null, until));
    }

    private Decision decide(Step step, Ruling ruling, @Nullable Category category, @Nullable Match match) {
        return ruling.action()
                .because(new Reason(
                        step, ruling.rule(), category, match, policy.version(), ruling.clause(), endOf(ruling)));
    }

    /** Only of a block, which somebody waits for the end of; and so that to allow costs no more. */
    private @Nullable Instant endOf(Ruling ruling) {
        When when = ruling.when();
        return when == null || ruling.action() == Action.ALLOW ? null : policy.endOf(when, role().id(), at);
    }
}
