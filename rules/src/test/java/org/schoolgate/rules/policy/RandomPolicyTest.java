package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

/** Small policies, full of conflicts, against {@link NaiveInterpreter}; a failure names its seed. */
final class RandomPolicyTest {
    private static final int REQUESTS = 250;
    private static final List<String> CATEGORIES = List.of("games", "press", "child", "adult", "malware", "search");
    private static final List<String> ROLES = List.of("one", "two", "three", "four");
    private static final List<String> CLASSES = List.of("c1", "c2", "c3");
    private static final List<String> PEOPLE = List.of("p1", "p2", "p3");
    private static final List<String> ZONES = List.of("z1", "z2", "z3");
    private static final List<String> DEVICE_GROUPS = List.of("g1", "g2");
    private static final List<String> LISTS = List.of("src/one", "src/two", "srcs/one", "own");
    private static final List<String> SITES = List.of("s1", "s2");
    private static final List<String> PATHS = List.of("/a", "/a/b", "/b", "/B", "/ab");

    private Random random = new Random();

    @Test
    void everyDecisionIsThatOfTheNaiveInterpreter() {
        decideAll(400);
    }

    @Test
    @Tag("long")
    void everyDecisionOfAMillionIsThatOfTheNaiveInterpreter() {
        decideAll(4_000);
    }

    private void decideAll(int policies) {
        Instant at = Instant.EPOCH;
        for (int seed = 0; seed < policies; seed++) {
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
                Request request = request(host);
                Verdict verdict = verdict(host);

                Decision decision = policy.decide(request, verdict, live, at);

                assertThat(decision.reason().step() + " " + decision.action())
                        .as("seed %d: %s, %s, %s, %s", seed, request, verdict, live, yaml)
                        .isEqualTo(naive.decide(request, verdict, live));
                assertThat(policy.explain(request, verdict, live, at).decision())
                        .isEqualTo(decision);
            }
        }
    }

    private Request request(Host host) {
        String role = pick(ROLES);
        String zone = pick(ZONES);
        boolean isKnown = random.nextInt(4) > 0;
        Principal principal = new Principal(
                role,
                Attribution.ZONE,
                isKnown ? pick(PEOPLE) : null,
                isKnown ? Set.copyOf(some(CLASSES)) : Set.of(),
                null,
                Set.copyOf(some(DEVICE_GROUPS)),
                pick(PEOPLE));
        return new Request(
                principal,
                new Zone(zone, zone, List.of(), Set.of(role), role, false, SignIn.OFF),
                host,
                443,
                Scheme.CONNECT,
                random.nextInt(4) == 0
                        ? null
                        : pick(List.of("/", "/a", "/A", "/a/b?c", "/a/c", "/b/", "/ab", "/b/a/b")));
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
        yaml.append("zones:\n");
        for (int i = 0; i < ZONES.size(); i++) {
            yaml.append(
                    "  - {id: %s, name: Zone, networks: [10.%d.0.0/16], roles: [one]}\n".formatted(ZONES.get(i), i));
        }
        yaml.append("device_groups:\n");
        DEVICE_GROUPS.forEach(id -> yaml.append("  - {id: ").append(id).append(", name: Group}\n"));
        yaml.append("sites:\n");
        SITES.forEach(id -> yaml.append("  - {id: ")
                .append(id)
                .append(", name: Site, hosts: [=")
                .append(Hosts.random(random))
                .append("], companions: [\"*.")
                .append(Hosts.random(random))
                .append("\"]}\n"));
        yaml.append("required_categories: ").append(some(CATEGORIES)).append("\nentries:\n");
        for (int i = random.nextInt(8); i >= 0; i--) {
            yaml.append("  - {")
                    .append(pick(List.of("pattern: \"" + pattern() + "\"", "site: " + pick(SITES), "url: " + url())))
                    .append(", action: ")
                    .append(action());
            yaml.append(who()).append("}\n");
        }
        yaml.append("rules:\n");
        for (int i = random.nextInt(12); i >= 0; i--) {
            yaml.append("  - {id: r").append(i).append(who());
            String what = what();
            String action = action();
            boolean isSource = what.contains("lists: [src]") || what.contains("lists: [own]");
            yaml.append(", ").append(what).append(", action: ").append(action);
            yaml.append(isSource && action.equals("allow") ? ", yes_i_mean: true" : "");
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
                NamedList list = new NamedList(pick(LISTS), new Category(category));
                matches.add(Match.ofName(list, Scope.NAME_AND_BELOW, Hosts.host(entry), "domains", 1));
            }
        }
        return new Verdict(host, matches);
    }

    private String what() {
        return pick(List.of(
                "hosts: [\"" + pattern() + "\"]",
                "sites: [" + pick(SITES) + "]",
                "urls: [" + url() + "]",
                "hosts: [\"" + pattern() + "\"], urls: [" + url() + "]",
                "categories: [" + pick(CATEGORIES) + "]",
                "categories: [" + pick(CATEGORIES) + "]",
                "lists: [" + pick(List.of("src", "src/one", "own")) + "]",
                "lists: [own], categories: [" + pick(CATEGORIES) + "]"));
    }

    private String who() {
        return one("roles", ROLES, 2)
                + one("classes", CLASSES, 6)
                + one("people", PEOPLE, 8)
                + one("zones", ZONES, 4)
                + one("device_groups", DEVICE_GROUPS, 8);
    }

    /** In one of so many cases. */
    private String one(String key, List<String> ids, int cases) {
        return random.nextInt(cases) > 0 ? "" : ", " + key + ": [" + pick(ids) + "]";
    }

    private String url() {
        return "\"" + pattern() + pick(PATHS) + "\"";
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
