package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;

/** Blocks what a person is not to get for a while, or who sits an exam: everything, or what lists have in some categories. */
record RestrictionStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.RESTRICTION;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        WhomTable<Restriction> restrictions = question.live().restrictions();
        if (restrictions.isEmpty()) {
            return null;
        }
        Restriction closing = restrictions.first(question, Restriction::isClosure);
        return closing == null ? ofCategory(question) : question.decide(step(), Action.BLOCK, closing, null);
    }

    private @Nullable Decision ofCategory(Question question) {
        for (Match match : question.verdict().listings()) {
            Restriction found = question.live()
                    .restrictions()
                    .first(question, fact -> fact.categories().contains(match.category()));
            if (found != null) {
                return question.decide(step(), Action.BLOCK, found, match);
            }
        }
        return null;
    }

    @Override
    public String passed(Question question) {
        return isEmpty(question) ? "nobody is restricted" : "no restriction in force is about this request";
    }

    @Override
    public boolean isEmpty(Question question) {
        return question.live().restrictions().isEmpty();
    }
}
