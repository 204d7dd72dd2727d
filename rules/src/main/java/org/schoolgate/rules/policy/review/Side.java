package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.SignIn;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;

/** One of two policies that are compared: as written, and as it decides when all lists that it requires are loaded. */
final class Side {
    /** Nobody's: whatever is decided of it is decided by what lists say. */
    static final Host ANY = Host.ofAddress(new byte[] {0, 0, 0, 0});
    /** One of which no policy can say anything. */
    static final Category OTHER = new Category("other-than-all-that-a-policy-can-name");

    private static final String LIST = "compared";
    private static final int HTTP = 80;

    private final PolicyDocument document;
    private final Policy policy;

    Side(PolicyDocument document) {
        this.document = document;
        this.policy = Policy.compile(document, SiteSets.NONE, Vocabulary.standard(), document.requiredCategories());
    }

    PolicyDocument document() {
        return document;
    }

    Policy policy() {
        return policy;
    }

    /** Null when there is none, or it is a template. */
    @Nullable
    Role role(String id) {
        return policy.roles().stream()
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What is decided of a host that no list has. */
    Decision ofUnlisted(Subject subject, Host host, Instant at) {
        return decide(subject, null, new Verdict(host, List.of()), at);
    }

    /** The same of a page of it. */
    Decision ofPage(Subject subject, Host host, String path, Instant at) {
        return decide(subject, path, new Verdict(host, List.of()), at);
    }

    /** The same in a zone of the policy. */
    Decision inZone(String role, Zone zone, Instant at) {
        Request request =
                new Request(Principal.unidentified(role, Attribution.ZONE), zone, ANY, HTTP, Scheme.HTTP, null);
        return policy.decide(request, new Verdict(ANY, List.of()), LiveFacts.NONE, at);
    }

    /** What is decided of a host that is on a list, by its own name. */
    Decision ofListed(Subject subject, NamedList list, Instant at) {
        Match match = Match.ofName(list, Scope.EXACT, ANY, list.name(), 1);
        return decide(subject, null, new Verdict(ANY, List.of(match)), at);
    }

    Decision ofCategory(Subject subject, Category category, Instant at) {
        return ofListed(subject, new NamedList(LIST, category), at);
    }

    private Decision decide(Subject subject, @Nullable String path, Verdict verdict, Instant at) {
        Zone zone = anywhere(subject.role(), subject.zone());
        Request request = new Request(subject.principal(), zone, verdict.host(), HTTP, Scheme.HTTP, path);
        return policy.decide(request, verdict, LiveFacts.NONE, at);
    }

    /** A place that is never closed; rules take it for the zone of that id. */
    private static Zone anywhere(String role, @Nullable String id) {
        return new Zone(id == null ? Zone.UNKNOWN : id, "Anywhere", List.of(), Set.of(role), role, false, SignIn.OFF);
    }

    /** What is done, on days without observe mode: they are few, and told by themselves. */
    static Action action(Decision decision) {
        return decision.isObserved() ? Action.BLOCK : decision.action();
    }

    static boolean isClosed(Decision decision) {
        return decision.reason().step() == Step.CLOSURE;
    }

    static String openness(Decision decision) {
        return isClosed(decision) ? Difference.CLOSED : Difference.OPEN;
    }

    /** Those for which the calendar has bells or exams of their own. */
    Set<String> rolesOfCalendar() {
        Set<String> roles = new HashSet<>();
        document.calendar().timetable().forEach(days -> roles.addAll(days.roles()));
        document.calendar().exams().forEach(exam -> roles.addAll(exam.roles()));
        return roles;
    }

    /** All times at which anything begins or ends, as the document has them. */
    Set<When> times() {
        Set<@Nullable When> times = new HashSet<>();
        document.rules().forEach(rule -> times.add(rule.when()));
        document.entries().forEach(entry -> times.add(entry.when()));
        document.zones().forEach(zone -> times.add(zone.closed()));
        document.roles().values().forEach(role -> times.add(role.closed()));
        Set<When> known = new HashSet<>();
        for (When time : times) {
            if (time != null) {
                known.add(time);
            }
        }
        return known;
    }
}
