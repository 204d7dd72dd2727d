package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/** Blocks, for everyone, what is contained. */
record ContainmentStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.CONTAINMENT;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        if (isEmpty(question)) {
            return null;
        }
        Containment contained = question.live()
                .contained()
                .nearest(
                        question.host(),
                        fact -> fact.isInForce(question.at()) && fact.what().covers(question.request()));
        return contained == null ? null : question.decide(step(), Action.BLOCK, contained, null);
    }

    @Override
    public String passed(Question question) {
        return isEmpty(question) ? "nothing is contained" : "not contained";
    }

    @Override
    public boolean isEmpty(Question question) {
        return question.live().contained().isEmpty();
    }
}
