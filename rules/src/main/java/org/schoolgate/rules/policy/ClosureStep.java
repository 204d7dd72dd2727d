package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.TimeWord;

/**
 * Blocks everything where the zone, or for whom the role, is closed at this time, unless a supervised session opens it.
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
        Ruling closed = closed(question);
        return closed == null || opened(question) != null ? null : question.decide(step(), closed);
    }

    private static @Nullable Ruling closed(Question question) {
        return question.rolePolicy().closed(question.request().zone());
    }

    private static @Nullable SupervisedSession opened(Question question) {
        if (question.live().sessions().isEmpty() || isExam(question)) {
            return null;
        }
        Zone zone = question.request().zone();
        return question.live()
                .sessions()
                .first(question, session -> session.whom().isToldApart(zone));
    }

    /** Whether it is closed because of an exam, which nobody opens. */
    static boolean isExam(Question question) {
        RolePolicy role = question.rolePolicy();
        return isExam(role.closedZones().get(question.request().zone().id()), question)
                || isExam(role.closed(), question);
    }

    private static boolean isExam(@Nullable Ruling closed, Question question) {
        return closed != null
                && closed.when() != null
                && closed.when().isAlso(TimeWord.EXAM)
                && TimeWord.EXAM.holds(question.schoolTime());
    }

    @Override
    public String passed(Question question) {
        Ruling closed = closed(question);
        SupervisedSession session = closed == null ? null : opened(question);
        if (closed != null && session != null) {
            return "closed by " + closed.rule() + ", and opened by " + session.rule() + " until "
                    + question.policy().clock(session.given().until());
        }
        return isUsed
                ? "neither the zone nor " + question.role().id() + " is closed at this time"
                : "no zone and no role has closing times";
    }

    @Override
    public boolean isEmpty(Question question) {
        return !isUsed;
    }
}
