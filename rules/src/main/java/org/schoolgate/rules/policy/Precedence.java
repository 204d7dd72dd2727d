package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.locked.LockedSlot;
import org.schoolgate.rules.policy.TraceLine.Outcome;

/** The steps in their order; the first that decides ends it. */
final class Precedence {
    private final SiteSets sites;
    private final List<PrecedenceStep> steps;
    private final Observation observation;

    Precedence(LockedSlot locked, SiteSets sites, PolicyDocument document, List<String> missing) {
        this.sites = sites;
        this.observation = new Observation(document, !missing.isEmpty());
        this.steps = List.of(
                locked.match(
                        () -> new EmptyStep(Step.LOCKED, "no locked list is armed"),
                        LockedStep::new,
                        why -> new LockedClosedStep(sites, why)),
                SiteSetStep.of(Step.HELP, SiteSets.HELP, sites.helpSites(), document.version()),
                SiteSetStep.of(
                        Step.INFRASTRUCTURE, SiteSets.INFRASTRUCTURE, sites.infrastructureSites(), document.version()),
                new WhoStep(wantsSignIn(document)),
                new ContainmentStep(),
                new RiskFloorStep(document.riskFloor()),
                new RestrictionStep(),
                new GrantStep(),
                new ClosureStep(hasClosures(document)),
                new NamedStep(),
                new CategoryStep(),
                new UnlistedStep(missing),
                new DefaultStep());
    }

    private static boolean wantsSignIn(PolicyDocument document) {
        return document.zones().stream().anyMatch(zone -> zone.signIn() == SignIn.REQUIRED);
    }

    private static boolean hasClosures(PolicyDocument document) {
        return document.zones().stream().anyMatch(zone -> zone.closed() != null)
                || document.roles().values().stream().anyMatch(role -> role.closed() != null);
    }

    Decision decide(Question question) {
        return observation.over(settle(question), question);
    }

    /** A block of what was allowed, as it is carried out. */
    @Nullable
    Decision carriedOut(@Nullable Decision block, Question question) {
        return block == null ? null : observation.over(block, question);
    }

    Observation observation() {
        return observation;
    }

    private Decision settle(Question question) {
        for (int i = 0; i < steps.size(); i++) {
            Decision decision = steps.get(i).decide(question);
            if (decision != null) {
                return decision;
            }
        }
        throw new IllegalStateException("the default decides every request");
    }

    Explanation explain(Question question) {
        Decision settled = decide(question);
        Step last = settled.reason().step();
        List<TraceLine> trace = new ArrayList<>();
        for (PrecedenceStep step : steps) {
            trace.add(line(step, question, settled, step.step().compareTo(last)));
        }
        return new Explanation(settled, trace, edits(question, settled), null);
    }

    /** None of a locked site, of which nothing is said; an entry changes nothing there either. */
    private List<String> edits(Question question, Decision settled) {
        if (settled.reason().isSealed()) {
            return List.of();
        }
        List<String> edits = new ArrayList<>(sites.explain(question.host()));
        edits.addAll(question.live().overlay().explain(question.verdict()));
        return edits;
    }

    private static TraceLine line(PrecedenceStep step, Question question, Decision settled, int beyondLast) {
        if (beyondLast == 0) {
            return new TraceLine(step.step(), Outcome.DECIDED, decided(settled, question));
        }
        if (step.isEmpty(question)) {
            return new TraceLine(step.step(), Outcome.EMPTY, step.passed(question));
        }
        return beyondLast < 0
                ? new TraceLine(step.step(), Outcome.PASSED, step.passed(question))
                : new TraceLine(step.step(), Outcome.NOT_REACHED, "settled by a stronger step");
    }

    private static String decided(Decision decision, Question question) {
        Reason reason = decision.reason();
        String what = decision.isObserved()
                ? "would block, let through by observe mode,"
                : decision.action().id();
        StringBuilder text = new StringBuilder(what).append(" by ").append(reason.rule());
        if (reason.category() != null) {
            text.append(", category ").append(reason.category());
        }
        if (reason.until() != null) {
            text.append(", until ").append(question.policy().clock(reason.until()));
        }
        LiveFact fact = question.live().fact(reason.rule());
        if (fact != null) {
            text.append(", ").append(given(fact));
        }
        Match match = reason.match();
        if (match != null) {
            text.append(", list ").append(match.list().name()).append(": ").append(match.file());
            text.append(" line ")
                    .append(match.line())
                    .append(", ")
                    .append(match.entry().text());
            if (!match.foundIn().isEmpty()) {
                text.append(' ').append(match.foundIn());
            }
            String provenance = match.list().provenance().text();
            text.append(provenance.isEmpty() ? "" : ", ").append(provenance);
        }
        return text.toString();
    }

    /** Who decided it, for whom, and why. */
    private static String given(LiveFact fact) {
        String whom = fact instanceof AddressedFact addressed ? "for " + addressed.whom() + ", " : "";
        String note = fact.given().note();
        return whom + "given by " + fact.given().by() + (note.isEmpty() ? "" : ": " + note);
    }
}
