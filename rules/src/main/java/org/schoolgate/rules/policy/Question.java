package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.calendar.SchoolTime;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.url.MatchKey;

/**
 * One request with everything the steps may look at. Each thread has one, which it uses again and again, so that to ask allocates
 * nothing: no step keeps it.
 */
final class Question {
    private static final ThreadLocal<@Nullable Question> OF_THREAD = new ThreadLocal<>();

    private final Predicate<NamedRuling> isNamed = named -> reaches(named) && isOfThisPage(named);
    private final Predicate<DecidedEntry> isDecided =
            entry -> rolePolicy().lineage().reaches(entry.roles());
    private final Comparator<DecidedEntry> nearestRole =
            Comparator.comparingInt(entry -> rolePolicy().lineage().distance(entry.roles()));

    private Request request;
    private RolePolicy rolePolicy;
    private Verdict verdict;
    private LiveFacts live;
    private Instant at;
    private Policy policy;
    private @Nullable List<MatchKey> pageKeys;

    Question(Request request, RolePolicy rolePolicy, Verdict verdict, LiveFacts live, Instant at, Policy policy) {
        this.request = request;
        this.rolePolicy = rolePolicy;
        this.verdict = verdict;
        this.live = live;
        this.at = at;
        this.policy = policy;
    }

    /** That of this thread, which asks this from now on. */
    static Question asked(
            Request request, RolePolicy rolePolicy, Verdict verdict, LiveFacts live, Instant at, Policy policy) {
        Question question = OF_THREAD.get();
        if (question == null) {
            question = new Question(request, rolePolicy, verdict, live, at, policy);
            OF_THREAD.set(question);
        } else {
            question.request = request;
            question.rolePolicy = rolePolicy;
            question.verdict = verdict;
            question.live = live;
            question.at = at;
            question.policy = policy;
            question.pageKeys = null;
        }
        return question;
    }

    /** The same, if this were what is said to the role. */
    Question with(RolePolicy other) {
        return new Question(request, other, verdict, live, at, policy);
    }

    /** The same, if this were what is known of the host. */
    Question with(Verdict other) {
        return new Question(request, rolePolicy, other, live, at, policy);
    }

    Request request() {
        return request;
    }

    RolePolicy rolePolicy() {
        return rolePolicy;
    }

    Verdict verdict() {
        return verdict;
    }

    LiveFacts live() {
        return live;
    }

    Instant at() {
        return at;
    }

    Policy policy() {
        return policy;
    }

    Host host() {
        return request.host();
    }

    Role role() {
        return rolePolicy.role();
    }

    /** What is so at this instant, for the role. */
    SchoolTime schoolTime() {
        return policy.schoolTime(at, role().id());
    }

    /** What the policy says about the host, or this page of it; null when it says nothing. */
    @Nullable
    NamedRuling named() {
        return rolePolicy.named().nearest(host(), isNamed);
    }

    /** The manager's entry about the host; null when there is none. */
    @Nullable
    DecidedEntry decided() {
        return live.decided().nearest(host(), isDecided, nearestRole);
    }

    /** What is said about what a list has on it; null when nothing is. */
    @Nullable
    AimedRuling about(Match match) {
        return rolePolicy.about(match, request.principal(), request.zone());
    }

    boolean reaches(NamedRuling named) {
        return named.said().reach().has(request.principal(), request.zone());
    }

    private boolean isOfThisPage(NamedRuling named) {
        UrlPattern pages = named.pages();
        return pages == null || pages.covers(pageKeys(), named.ruling().action());
    }

    /** What the policy says to this one about pages of the host, where only the host is seen, so that it does not count. */
    List<NamedRuling> unseenPages() {
        return request.path() != null
                ? List.of()
                : rolePolicy.named().all(host()).stream()
                        .filter(named -> named.pages() != null && reaches(named))
                        .toList();
    }

    /** None where the path is not seen. Worked out when a rule about pages of the host asks for it. */
    private List<MatchKey> pageKeys() {
        List<MatchKey> keys = pageKeys;
        if (keys == null) {
            keys = request.pathKeys();
            pageKeys = keys;
        }
        return keys;
    }

    /**
     * Whether the match may let the host through; not one that is assumed. For pupils, an entry of an allow-type list speaks
     * only of the very host it names; an entry of the manager speaks of all that it names.
     */
    boolean mayLift(Match match) {
        return !match.isAssumed()
                && (!role().isPupil()
                        || !policy.vocabulary().isAllowType(match.category())
                        || match.entry().host().equals(host().text())
                        || live.overlay().made(match, host()));
    }

    Decision decide(Step step, Ruling ruling) {
        return ruling.action() == Action.ALLOW
                ? ruling.allow(step, policy.version())
                : decide(step, ruling, null, null);
    }

    Decision decide(Step step, Ruling ruling, Category category) {
        return decide(step, ruling, category, null);
    }

    Decision decide(Step step, Ruling ruling, Match match) {
        return decide(step, ruling, match.category(), match);
    }

    /** What a live fact does until it is over; because of that match, or null where it is about whatever is asked for. */
    Decision decide(Step step, Action action, LiveFact fact, @Nullable Match match) {
        Category category = match == null ? null : match.category();
        Instant until = fact.given().until();
        return action.because(new Reason(step, fact.rule(), category, match, policy.version(), null, until));
    }

    private Decision decide(Step step, Ruling ruling, @Nullable Category category, @Nullable Match match) {
        return ruling.action()
                .because(new Reason(
                        step, ruling.rule(), category, match, policy.version(), ruling.clause(), endOf(ruling)));
    }

    /** Only of a block, which somebody waits for the end of; and so that to allow costs no more. */
    private @Nullable Instant endOf(Ruling ruling) {
        When when = ruling.when();
        return when == null || ruling.action() == Action.ALLOW ? null : policy.endOf(when, role().id(), at);
    }
}
