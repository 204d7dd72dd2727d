package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.ShownPage;
import org.schoolgate.rules.url.ShownPages;

/**
 * Decides requests: asks the lists what is known of a host, and the policy what follows. What a translator, a cache, an
 * archive or a web proxy is asked to show is judged as if it were asked for directly, and neither lifts a block of the other.
 * Immutable and safe for use by many threads; no clock, no I/O.
 */
public final class Judge {
    /** What the lists say of a host, and of the page of it that has these keys. */
    @FunctionalInterface
    public interface Lists {
        Verdict find(Host host, List<MatchKey> page);
    }

    /**
     * @param verdict on what was asked for, with the listings of the pages in it
     * @param isHelp whether it is of the help set, itself or in all that it would show, so that nobody is named with it,
     *     whatever the decision
     */
    public record Judged(Verdict verdict, Decision decision, boolean isHelp) {
        /** An observed block is told of, as a block would be. */
        private boolean isUnblocked() {
            return allows() && !decision.isObserved();
        }

        private boolean allows() {
            return decision.match(allow -> true, block -> false);
        }

        private Step step() {
            return decision.reason().step();
        }

        private Judged with(Judged shown) {
            List<Match> listings = new ArrayList<>(verdict.listings());
            listings.addAll(shown.verdict.listings());
            return new Judged(new Verdict(verdict.host(), listings), decision, isHelp);
        }

        private Judged by(Judged shown) {
            return new Judged(verdict, shown.decision, isHelp);
        }

        private Judged showingHelp(boolean showsHelp) {
            return new Judged(verdict, decision, isHelp || showsHelp);
        }

        private Judged blockedBy(Decision block) {
            return allows() ? new Judged(verdict, block, isHelp) : this;
        }
    }

    private static final String TOO_MANY = "nested_addresses";

    private final Policy policy;
    private final Lists lists;
    private final LiveFacts live;

    public Judge(Policy policy, Lists lists, LiveFacts live) {
        this.policy = policy;
        this.lists = lists;
        this.live = live;
    }

    /** @throws IllegalArgumentException when the principal's role is none of the policy */
    public Judged judge(Request request, Instant at) {
        Judged judged = judgeItself(request, at);
        ShownPages pages = shownBy(request, judged);
        boolean showsHelp = !pages.found().isEmpty() && !pages.areTooMany();
        for (ShownPage shown : pages.found()) {
            Judged inside = judgeItself(request.forPage(shown.page()), at);
            judged = judged.with(inside);
            // Merely to name a helpline in an address must not hide who asks for what else.
            showsHelp &= inside.isHelp() && shown.isTheSitesPurpose();
            if (isOverruled(judged, inside, shown.isTheSitesPurpose())) {
                judged = judged.by(inside);
            }
        }
        if (pages.mayBeOthers()) {
            Judged unknown = judged(request, unknown(request), at);
            judged = isOverruled(judged, unknown, true) ? judged.by(unknown) : judged;
        }
        return (pages.areTooMany() ? judged.blockedBy(tooMany()) : judged).showingHelp(showsHelp);
    }

    /** As {@link #judge}, with its working: of the page that settles it. */
    public Explanation explain(Request request, Instant at) {
        Decision decision = judge(request, at).decision();
        Explanation ofSite = explainItself(request, at);
        if (ofSite.decision().equals(decision)) {
            return ofSite;
        }
        for (ShownPage shown : ShownPages.in(request.host(), request.path()).found()) {
            Explanation ofPage = explainItself(request.forPage(shown.page()), at);
            if (ofPage.decision().equals(decision)) {
                return ofPage;
            }
        }
        Explanation ofUnknown = policy.explain(request, unknown(request), live, at);
        return ofUnknown.decision().equals(decision)
                ? ofUnknown
                : new Explanation(decision, ofSite.trace(), ofSite.edits(), null);
    }

    private Judged judgeItself(Request request, Instant at) {
        return judged(request, verdict(request), at);
    }

    private Judged judged(Request request, Verdict verdict, Instant at) {
        Decision decision = policy.decide(request, verdict, live, at);
        return new Judged(verdict, decision, decision.reason().step() == Step.HELP);
    }

    private Explanation explainItself(Request request, Instant at) {
        return policy.explain(request, verdict(request), live, at);
    }

    private Verdict verdict(Request request) {
        return policy.complete(lists.find(request.host(), request.pathKeys()), live);
    }

    /** What is known of a page that cannot be told: nothing. */
    private Verdict unknown(Request request) {
        return policy.complete(new Verdict(request.host(), List.of()), live);
    }

    private Decision tooMany() {
        return new Decision.Block(new Reason(Step.RISK_FLOOR, TOO_MANY, null, null, policy.version(), null, null));
    }

    /** Nothing is looked at of what is asked of the help set. */
    private static ShownPages shownBy(Request request, Judged judged) {
        return judged.step() == Step.HELP ? ShownPages.NONE : ShownPages.in(request.host(), request.path());
    }

    /**
     * A block counts where the site would else be allowed; a locked page in any case, because its address must not be seen.
     * Where it is not sure that the page would be shown, something must be known against it.
     */
    private static boolean isOverruled(Judged site, Judged page, boolean isSure) {
        if (page.isUnblocked() || site.step() == Step.LOCKED) {
            return false;
        }
        boolean isKnown = page.step().compareTo(Step.UNLISTED) < 0;
        return page.step() == Step.LOCKED || site.allows() && site.step() != Step.INFRASTRUCTURE && (isSure || isKnown);
    }
}
