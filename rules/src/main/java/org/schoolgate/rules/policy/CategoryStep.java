package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;

/**
 * What the role's policy does with the categories that the lists give. One blocked category is enough; of several, one
 * that is known, and then one that alerts, is the reason, so that no lesser one hides it.
 */
record CategoryStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.CATEGORY;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        RolePolicy role = question.rolePolicy();
        List<Match> listings = question.verdict().listings();
        Match blocked = null;
        Match allowed = null;
        for (int i = 0; i < listings.size(); i++) {
            Match match = listings.get(i);
            AimedRuling said = question.about(match);
            if (said == null) {
                continue;
            }
            if (said.ruling().action() == Action.BLOCK) {
                blocked = blocked == null || isBetterReason(match, blocked, role) ? match : blocked;
            } else if (allowed == null && question.mayLift(match)) {
                allowed = match;
            }
        }
        Match settling = blocked != null ? blocked : allowed;
        return settling == null ? null : settle(question, settling);
    }

    /** What is known before what is only assumed, of which nobody is a suspect; then what alerts. */
    private static boolean isBetterReason(Match match, Match other, RolePolicy role) {
        if (match.isAssumed() != other.isAssumed()) {
            return other.isAssumed();
        }
        return role.alerting().contains(match.category()) && !role.alerting().contains(other.category());
    }

    private Decision settle(Question question, Match match) {
        AimedRuling said = question.about(match);
        if (said == null) {
            throw new IllegalStateException("settled by what nothing is said about: " + match);
        }
        return question.decide(step(), said.ruling(), match);
    }

    @Override
    public String passed(Question question) {
        return question.verdict().isListed()
                ? "nothing is said to " + question.role().id() + " about "
                        + question.verdict().categories()
                : "no list has it";
    }
}
