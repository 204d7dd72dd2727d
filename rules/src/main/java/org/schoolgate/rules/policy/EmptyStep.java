package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/** A step that holds its place in the order and has nothing in it. */
record EmptyStep(Step step, String text) implements PrecedenceStep {
    @Override
    public @Nullable Decision decide(Question question) {
        return null;
    }

    @Override
    public String passed(Question question) {
        return text;
    }

    @Override
    public boolean isEmpty(Question question) {
        return true;
    }
}
