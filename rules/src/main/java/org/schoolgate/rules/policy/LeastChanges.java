package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

/**
 * Looks for the least change that would have one request decided the other way. What it proposes was tried: the same policy decides
 * the same request with it.
 */
final class LeastChanges {
    private static final String ID = "proposed";
    private static final String MANAGER = "manager/";
    private static final String NO_ENTRY = "; no entry changes what is decided before hosts are looked at";

    private final Policy policy;
    private final Request request;
    private final Verdict verdict;
    private final LiveFacts live;
    private final Instant at;
    private final Decision settled;

    LeastChanges(Policy policy, Request request, Verdict verdict, LiveFacts live, Instant at, Decision settled) {
        this.policy = policy;
        this.request = request;
        this.verdict = verdict;
        this.live = live;
        this.at = at;
        this.settled = settled;
    }

    LeastChange least() {
        if (settled.isObserved()) {
            return LeastChange.none("the end of the days on which blocks are only observed");
        }
        return switch (settled.reason().step()) {
            case LOCKED -> LeastChange.none("nothing: what is in the locked slot is lifted by nobody at the school");
            case HELP, INFRASTRUCTURE ->
                LeastChange.none("nothing: no policy and no entry blocks what is always reachable");
            case RISK_FLOOR -> ofRiskFloor();
            case NAMED, CATEGORY, UNLISTED, DEFAULT -> ofEntries();
            case CLOSURE ->
                LeastChange.none("the end of the time at which " + rule() + " is closed" + until() + NO_ENTRY);
            default -> LeastChange.none("the end of " + rule() + until() + NO_ENTRY);
        };
    }

    private String rule() {
        return settled.reason().rule();
    }

    private String until() {
        Instant until = settled.reason().until();
        return until == null ? "" : ", " + policy.clock(until);
    }

    private LeastChange ofRiskFloor() {
        Match match = settled.reason().match();
        String list = match == null ? "" : "; the list " + match.list().name() + " would have to leave it out";
        String duty = RiskFloor.LIFTED_BY_DUTY.equals(settled.reason().category())
                ? "; a duty exception lets one person through"
                : "";
        return LeastChange.none("no entry: nothing in a policy lifts the risk floor" + list + duty);
    }

    private LeastChange ofEntries() {
        Action other = settled.action() == Action.ALLOW ? Action.BLOCK : Action.ALLOW;
        LeastChange.Entry entry = new LeastChange.Entry(
                new HostPattern(request.host(), Scope.EXACT),
                other,
                request.principal().role());
        LiveFacts with = with(entry);
        List<String> reached = reached(with);
        if (reached.contains(entry.role())) {
            SortedSet<Category> risks = risks(other);
            String needed =
                    risks.isEmpty() ? "" : "; it needs a second person, as lists have the host as " + joined(risks);
            return new LeastChange(text(entry) + needed, entry, reached, !risks.isEmpty());
        }
        return ofWhatStandsBefore();
    }

    private LiveFacts with(LeastChange.Entry entry) {
        List<ManagerEntry> entries = new ArrayList<>(live.entries());
        entries.add(
                new ManagerEntry(ID, entry.pattern(), new Edit.Decide(entry.action(), Set.of(entry.role())), "", at));
        return new LiveFacts(entries, live.facts());
    }

    /** An entry for the same host and role, or something that is said for a narrower "who". */
    private LeastChange ofWhatStandsBefore() {
        if (rule().startsWith(MANAGER)) {
            LiveFacts without = without(rule().substring(MANAGER.length()));
            return new LeastChange("the entry " + rule() + " removed", null, reached(without), false);
        }
        return new LeastChange(
                "the rule " + rule() + " changed: it stands above an entry for a role", null, List.of(), true);
    }

    private LiveFacts without(String id) {
        return new LiveFacts(
                live.entries().stream().filter(entry -> !entry.id().equals(id)).toList());
    }

    private List<String> reached(LiveFacts changed) {
        return policy.roles().stream()
                .map(Role::id)
                .filter(role -> action(role, changed) != action(role, live))
                .toList();
    }

    private Action action(String role, LiveFacts facts) {
        Principal asking = request.principal();
        Principal other = role.equals(asking.role()) ? asking : Principal.unidentified(role, asking.how());
        Request asked =
                new Request(other, request.zone(), request.host(), request.port(), request.scheme(), request.path());
        return policy.decide(asked, verdict, facts, at).action();
    }

    /** Of what would be unblocked. */
    private SortedSet<Category> risks(Action action) {
        SortedSet<Category> categories = new TreeSet<>(verdict.categories());
        categories.removeIf(((Predicate<Category>) policy::needsSecondPerson).negate());
        return action == Action.ALLOW ? categories : new TreeSet<>();
    }

    private String text(LeastChange.Entry entry) {
        return "an entry of the manager that " + (entry.action() == Action.ALLOW ? "allows " : "blocks ")
                + entry.pattern() + " to " + entry.role();
    }

    private static String joined(SortedSet<Category> categories) {
        return categories.stream().map(Category::id).collect(Collectors.joining(", "));
    }
}
