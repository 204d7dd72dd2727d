package org.schoolgate.rules.overblock;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.Judge;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.Zone;

/** Names that were asked for by each role, in a tunnel and as a page over HTTP, and those of them that are blocked. */
record Survey(int asked, List<Refusal> refusals) {
    static final List<String> ROLES = List.of("ks3", "ks4", "staff");

    /** A Tuesday in lessons: what holds at some hours of a school day holds then. */
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    Survey {
        refusals = List.copyOf(refusals);
    }

    static Survey of(Collection<Host> names, Policy policy, Index index) {
        Judge judge = new Judge(policy, index::find, LiveFacts.NONE);
        Map<Key, Refusal> refusals = new LinkedHashMap<>();
        for (Host host : names) {
            for (String role : ROLES) {
                for (Request request : requests(host, role, policy)) {
                    Judge.Judged judged = judge.judge(request, AT);
                    if (judged.decision() instanceof Decision.Block) {
                        refusals.computeIfAbsent(Key.of(judged), key -> refusal(judged))
                                .roles()
                                .add(role);
                    }
                }
            }
        }
        return new Survey(names.size(), List.copyOf(refusals.values()));
    }

    private static List<Request> requests(Host host, String role, Policy policy) {
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        Zone zone = policy.zoneOf(new byte[4]);
        return List.of(
                new Request(principal, zone, host, HTTPS_PORT, Scheme.CONNECT, null),
                new Request(principal, zone, host, HTTP_PORT, Scheme.HTTP, "/"));
    }

    private static Refusal refusal(Judge.Judged judged) {
        Reason reason = judged.decision().reason();
        Set<String> makers = judged.verdict().listings().stream()
                .filter(match -> match.category().equals(reason.category()))
                .map(match -> StarterLists.maker(match.list().name()))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Refusal(judged.verdict().host(), new TreeSet<>(), reason, makers);
    }

    /** How many names are blocked for the role. */
    long blocked(String role) {
        return refusals.stream()
                .filter(refusal -> refusal.isFor(role))
                .map(Refusal::host)
                .distinct()
                .count();
    }

    /** In percent of all that were asked for. */
    double share(String role) {
        return 100.0 * blocked(role) / asked;
    }

    /** Roles of one template differ in the rule that settled, and not in what it rests on. */
    private record Key(
            Host host,
            Step step,
            @Nullable Match match,
            @Nullable String clause) {
        static Key of(Judge.Judged judged) {
            Reason reason = judged.decision().reason();
            return new Key(judged.verdict().host(), reason.step(), reason.match(), reason.clause());
        }
    }
}
