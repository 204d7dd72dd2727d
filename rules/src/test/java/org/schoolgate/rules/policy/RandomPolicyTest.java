package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

/** Small policies, full of conflicts, against {@link NaiveInterpreter}; a failure names its seed. */
final class RandomPolicyTest {
    private static final int POLICIES = 400;
    private static final int REQUESTS = 250;
    private static final List<String> CATEGORIES = List.of("games", "press", "child", "adult", "malware", "search");
    private static final List<String> ROLES = List.of("one", "two", "three", "four");

    private Random random = new Random();

    @Test
    void everyDecisionIsThatOfTheNaiveInterpreter() {
        Instant at = Instant.EPOCH;
        for (int seed = 0; seed < POLICIES; seed++) {
            random = new Random(seed);
            String yaml = policy();
            Set<Category> loaded = Policies.categories(some(CATEGORIES).toArray(String[]::new));
            PolicyDocument document = Policies.document(yaml);
            Policy policy = Policy.compile(document, SiteSets.NONE, Vocabulary.standard(), loaded);
            NaiveInterpreter naive = new NaiveInterpreter(document, loaded);
            LiveFacts live = new LiveFacts(
                    IntStream.range(0, random.nextInt(8)).mapToObj(this::entry).toList());
            for (int i = 0; i < REQUESTS; i++) {
                Host host = Hosts.host(Hosts.random(random));
                String role = pick(ROLES);
                Verdict verdict = verdict(host);
                Request request = new Request(
                        Principal.unidentified(role, Attribution.ZONE),
                        Zone.unknown(role),
                        host,
                        443,
                        Scheme.CONNECT,
                        null);

                Decision decision = policy.decide(request, verdict, live, at);

                assertThat(decision.reason().step() + " " + decision.action())
                        .as("seed %d: %s as %s, %s, %s, %s", seed, host, role, verdict, live, yaml)
                        .isEqualTo(naive.decide(role, host, verdict, live));
                assertThat(policy.explain(request, verdict, live, at).decision())
                        .isEqualTo(decision);
            }
        }
    }

    private String policy() {
        StringBuilder yaml = new StringBuilder(Policies.HEAD).append("roles:\n");
        for (int i = 0; i < ROLES.size(); i++) {
            List<String> blocked = some(CATEGORIES);
            List<String> allowed = new ArrayList<>(some(CATEGORIES));
            allowed.removeAll(blocked);
            yaml.append("  ").append(ROLES.get(i)).append(": {");
            yaml.append(
                    i == 0 || random.nextBoolean()
                            ? "audience: " + pick(List.of("ks1", "ks3", "adult", "device"))
                            : "extends: " + ROLES.get(random.nextInt(i)));
            yaml.append(random.nextBoolean() ? "" : ", default: " + action());
            yaml.append(random.nextBoolean() ? "" : ", unlisted: " + action());
            yaml.append(", blocked_categories: ")
                    .append(blocked)
                    .append(", allowed_categories: ")
                    .append(allowed);
            yaml.append("}\n");
        }
        yaml.append("required_categories: ").append(some(CATEGORIES)).append("\nentries:\n");
        for (int i = random.nextInt(8); i >= 0; i--) {
            yaml.append("  - {pattern: \"")
                    .append(pattern())
                    .append("\", action: ")
                    .append(action());
            yaml.append(who()).append("}\n");
        }
        yaml.append("rules:\n");
        for (int i = random.nextInt(8); i >= 0; i--) {
            yaml.append("  - {id: r")
                    .append(i)
                    .append(", action: ")
                    .append(action())
                    .append(who());
            yaml.append(
                    random.nextBoolean()
                            ? ", hosts: [\"" + pattern() + "\"]"
                            : ", categories: [" + pick(CATEGORIES) + "]");
            yaml.append("}\n");
        }
        return yaml.toString();
    }

    private ManagerEntry entry(int number) {
        Set<String> roles = random.nextBoolean() ? Set.of() : Set.of(pick(ROLES));
        Action action = random.nextBoolean() ? Action.ALLOW : Action.BLOCK;
        Edit edit = new Edit.Decide(action, roles);
        return new ManagerEntry("e" + number, Hosts.pattern(pattern()), edit, "", Instant.EPOCH);
    }

    private Verdict verdict(Host host) {
        List<Match> matches = new ArrayList<>();
        for (String category : some(CATEGORIES)) {
            if (random.nextInt(3) > 0) {
                String entry = random.nextBoolean()
                        ? host.text()
                        : host.text().substring(host.text().lastIndexOf('.') + 1);
                NamedList list = new NamedList("list", new Category(category));
                matches.add(Match.ofName(list, Scope.NAME_AND_BELOW, Hosts.host(entry), "domains", 1));
            }
        }
        return new Verdict(host, matches);
    }

    private String who() {
        return random.nextBoolean() ? "" : ", roles: [" + pick(ROLES) + "]";
    }

    private String pattern() {
        return pick(List.of("", "", "*.", "=")) + Hosts.random(random);
    }

    private String action() {
        return random.nextBoolean() ? "allow" : "block";
    }

    private List<String> some(List<String> all) {
        return all.stream().filter(item -> random.nextInt(4) == 0).toList();
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
