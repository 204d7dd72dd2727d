package org.schoolgate.rules.policy;

/** What the role does with the rest. */
record DefaultStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.DEFAULT;
    }

    @Override
    public Decision decide(Question question) {
        return question.decide(step(), question.rolePolicy().otherwise());
    }

    @Override
    public String passed(Question question) {
        throw new IllegalStateException("the default decides every request");
    }
}
