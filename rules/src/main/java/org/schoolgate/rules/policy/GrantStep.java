package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;

/**
 * Lets through what a teacher's grant, or a duty exception, permits. A site that is granted is let through whatever weaker
 * steps say; of a category that is granted, each site that no name and no other category is blocked for. In an exam nothing
 * is granted.
 */
record GrantStep() implements PrecedenceStep {
    private static final List<PrecedenceStep> IN_LISTS = List.of(new CategoryStep());
    private static final List<PrecedenceStep> KNOWN_AGAINST = List.of(new NamedStep(), new CategoryStep());

    @Override
    public Step step() {
        return Step.GRANT;
    }

    @Override
    public @Nullable Decision decide(Question question) {
        if (isEmpty(question)) {
            return null;
        }
        Grant site = grant(question);
        Decision decision = site == null || isKnownAgainst(site, question)
                ? ofCategory(question)
                : question.decide(step(), Action.ALLOW, site, null);
        return decision == null || ClosureStep.isExam(question) ? null : decision;
    }

    private static @Nullable Grant grant(Question question) {
        Zone zone = question.request().zone();
        return question.live()
                .grants()
                .first(
                        question,
                        grant -> grant.permits(question.host()) && grant.whom().isToldApart(zone));
    }

    private @Nullable Decision ofCategory(Question question) {
        for (Match match : question.verdict().listings()) {
            AddressedFact permit = question.mayLift(match) ? permit(match.category(), question) : null;
            if (permit != null) {
                return isKnownAgainst(question) ? null : question.decide(step(), Action.ALLOW, permit, match);
            }
        }
        return null;
    }

    /** Whether it would be blocked for what lists have below what was granted, in categories that may not be. */
    private static boolean isKnownAgainst(Grant site, Question question) {
        Set<Category> grantable = question.policy().grantable().categories();
        return isBlocked(
                question,
                match -> site.isBroaderThan(match, question.host()) && !grantable.contains(match.category()),
                IN_LISTS);
    }

    /** Whether it would be blocked, had lists it in nothing that is permitted. */
    private static boolean isKnownAgainst(Question question) {
        return isBlocked(question, match -> permit(match.category(), question) == null, KNOWN_AGAINST);
    }

    /** Whether one of the steps would block it, did lists say this alone. */
    private static boolean isBlocked(Question question, Predicate<Match> said, List<PrecedenceStep> steps) {
        List<Match> others = question.verdict().listings().stream().filter(said).toList();
        Question rest = question.with(new Verdict(question.host(), others));
        for (PrecedenceStep step : steps) {
            Decision decision = step.decide(rest);
            if (decision != null && decision.action() == Action.BLOCK) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable AddressedFact permit(Category category, Question question) {
        DutyException duty = duty(category, question);
        if (duty != null) {
            return duty;
        }
        Zone zone = question.request().zone();
        return question.live()
                .grants()
                .first(
                        question,
                        grant -> grant.permits(category) && grant.whom().isToldApart(zone));
    }

    /**
     * The duty exception that opens the category to whoever asks; null when there is none. No pupil has such a duty, and it is
     * the person's: whoever sits at the person's device has to sign in.
     */
    static @Nullable DutyException duty(Category category, Question question) {
        WhomTable<DutyException> duties = question.live().duties();
        boolean isTheirs = question.request().principal().how().isSignedIn()
                && !question.role().isPupil();
        return duties.isEmpty() || !isTheirs
                ? null
                : duties.first(question, duty -> duty.categories().contains(category));
    }

    @Override
    public String passed(Question question) {
        return isEmpty(question)
                ? "nothing is granted, and there is no duty exception"
                : "no grant and no duty exception in force is about this request";
    }

    @Override
    public boolean isEmpty(Question question) {
        return question.live().grants().isEmpty() && question.live().duties().isEmpty();
    }
}
