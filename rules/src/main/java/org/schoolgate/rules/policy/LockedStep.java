package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.locked.LockedEntry;
import org.schoolgate.rules.locked.LockedList;

/** Blocks what the locked list has, whoever asks. Says no more of the entry than its id. */
record LockedStep(LockedList list) implements PrecedenceStep {
    static final Category CATEGORY = new Category("locked");

    private static final String RULE = "locked/";
    private static final String SELF_TEST_RULE = "locked-self-test/";

    @Override
    public Step step() {
        return Step.LOCKED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        LockedEntry entry = list.find(question.host(), question.request().path());
        if (entry == null) {
            return null;
        }
        String rule = (entry.selfTest() ? SELF_TEST_RULE : RULE) + entry.id();
        return question.decide(step(), new Ruling(Action.BLOCK, rule, null), CATEGORY);
    }

    @Override
    public String passed(Question question) {
        return "not in the locked list";
    }

    /** Whether a decision is about an entry that someone should look at, and not about one of the self-test. */
    static boolean isAlerting(Reason reason) {
        return reason.step() == Step.LOCKED && reason.rule().startsWith(RULE);
    }
}
