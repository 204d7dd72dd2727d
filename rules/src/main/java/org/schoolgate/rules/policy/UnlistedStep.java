package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;

/**
 * The role's rule for sites that no list knows. While categories that the policy requires are not loaded, nothing can be
 * known of such a site, and pupils do not get it.
 *
 * @param missing why pupils do not get unlisted sites; empty when all is loaded
 */
record UnlistedStep(List<String> missing) implements PrecedenceStep {
    private static final Ruling REQUIRED = new Ruling(Action.BLOCK, "required_categories", null);

    @Override
    public Step step() {
        return Step.UNLISTED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        List<Match> listings = question.verdict().listings();
        for (int i = 0; i < listings.size(); i++) {
            if (question.mayLift(listings.get(i))) {
                return null;
            }
        }
        Ruling unlisted = question.rolePolicy().unlisted();
        boolean closed = question.role().isPupil() && unlisted.action() == Action.ALLOW && !missing.isEmpty();
        return question.decide(step(), closed ? REQUIRED : unlisted);
    }

    @Override
    public String passed(Question question) {
        return "listed as " + question.verdict().categories();
    }
}
