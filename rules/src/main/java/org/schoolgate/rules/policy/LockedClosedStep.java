package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * Blocks everything but the help set, because a locked list was armed and is not there.
 *
 * @param why it is not there
 */
record LockedClosedStep(SiteSets sites, String why) implements PrecedenceStep {
    private static final Ruling BLOCK = new Ruling(Action.BLOCK, Reason.LOCKED_LIST_MISSING, null);

    @Override
    public Step step() {
        return Step.LOCKED;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        return sites.help(question.host()) == null ? question.decide(step(), BLOCK) : null;
    }

    @Override
    public String passed(Question question) {
        return "a locked list was armed and is missing (" + why + "): all but the help set is closed";
    }
}
