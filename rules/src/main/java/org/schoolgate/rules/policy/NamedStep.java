package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * The longest host, and of it the longest path, that an entry or a rule names; for equal ones, what was said for the narrower
 * "who", then the manager's live entry before the policy.
 */
record NamedStep() implements PrecedenceStep {
    @Override
    public Step step() {
        return Step.NAMED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        DecidedEntry live = question.decided();
        NamedRuling written = question.named();
        if (live != null && (written == null || isFirst(live, written, question))) {
            return question.decide(step(), live.ruling());
        }
        return written == null ? null : question.decide(step(), written.ruling());
    }

    private static boolean isFirst(DecidedEntry live, NamedRuling written, Question question) {
        int hostLength = live.pattern().host().text().length();
        if (hostLength != written.hostLength()) {
            return hostLength > written.hostLength();
        }
        return written.pathLength() == 0
                && live.rank(question.rolePolicy().lineage()) <= written.said().rank();
    }

    @Override
    public String passed(Question question) {
        return "no entry and no rule names it for " + question.role().id();
    }
}
