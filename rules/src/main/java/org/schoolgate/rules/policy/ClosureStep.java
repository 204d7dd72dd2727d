package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * Blocks everything where the zone, or for whom the role, is closed at this time.
 *
 * @param isUsed whether the policy closes anything at any time
 */
record ClosureStep(boolean isUsed) implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.CLOSURE;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        Ruling closed = question.rolePolicy().closed(question.request().zone());
        return closed == null ? null : question.decide(step(), closed);
    }

    @Override
    public String passed(Question question) {
        return isUsed
                ? "neither the zone nor " + question.role().id() + " is closed at this time"
                : "no zone and no role has closing times";
    }

    @Override
    public boolean isEmpty(Question question) {
        return !isUsed;
    }
}
