package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * Wants people to sign in where the zone says so, until they have. A device that is known to be one that nobody sits at could
 * not, and is not asked.
 *
 * @param isUsed whether any zone wants it
 */
record WhoStep(boolean isUsed) implements PrecedenceStep {
    private static final Ruling SIGN_IN = new Ruling(Action.BLOCK, "sign_in", null);

    @Override
    public Step step() {
        return Step.WHO;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        boolean isWanted = question.request().zone().signIn() == SignIn.REQUIRED;
        return isWanted && !isSettled(question) ? question.decide(step(), SIGN_IN) : null;
    }

    private static boolean isSettled(Question question) {
        Attribution how = question.request().principal().how();
        return how.isSignedIn() || how == Attribution.DEVICE && question.role().audience() == Audience.DEVICE;
    }

    @Override
    public String passed(Question question) {
        if (!isUsed) {
            return "nobody has to sign in or to agree here";
        }
        return question.request().zone().signIn() == SignIn.REQUIRED
                ? "somebody signed in, or it is a device that nobody sits at"
                : "nobody has to sign in in this zone";
    }

    @Override
    public boolean isEmpty(Question question) {
        return !isUsed;
    }
}
