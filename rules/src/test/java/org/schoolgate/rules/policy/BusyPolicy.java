package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

/** A policy of 500 rules for a school of 3,000 people and 60 zones, and requests of theirs; the same ones each time. */
final class BusyPolicy {
    private static final int RULES = 500;
    private static final int PEOPLE = 3_000;
    private static final int CLASSES = 150;
    private static final int CLASSES_OF_ONE = 10;
    private static final int ZONES = 60;
    private static final int DEVICE_GROUPS = 20;
    private static final int SITES = 30;
    private static final int HOSTS = 2_000;
    private static final List<String> ROLES = List.of("ks1", "ks2", "ks3", "ks4", "staff", "visitor");
    private static final List<String> HARMLESS = List.of(
            "games",
            "press",
            "sports",
            "chat",
            "forums",
            "shopping",
            "audio-video",
            "radio",
            "webmail",
            "search",
            "social_networks",
            "filehosting",
            "download",
            "jobsearch",
            "cooking");

    private static final List<String> CATEGORIES =
            Stream.concat(HARMLESS.stream(), Stream.of("adult")).toList();

    private final Random random = new Random(500);
    private final Policy policy;

    BusyPolicy() {
        PolicyDocument document = Policies.document(yaml());
        policy = Policy.compile(document, SiteSets.NONE, Vocabulary.standard(), Policies.categories("adult"));
        policy.prepare(Instant.EPOCH);
    }

    /** One request and what lists say of it. */
    record Asked(Request request, Verdict verdict) {
        Decision decide(Policy policy) {
            return policy.decide(request, verdict, LiveFacts.NONE, Instant.EPOCH);
        }
    }

    Policy policy() {
        return policy;
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder(Policies.HEAD).append("roles:\n");
        yaml.append("  everyone: {blocked_categories: [adult]}\n");
        yaml.append("  pupil: {extends: everyone, blocked_categories: [chat, social_networks, shopping]}\n");
        for (String role : ROLES) {
            boolean isPupil = role.startsWith("ks");
            yaml.append("  %s: {extends: %s, audience: %s, default: allow, unlisted: allow}\n"
                    .formatted(role, isPupil ? "pupil" : "everyone", isPupil ? role : "adult"));
        }
        yaml.append("zones:\n");
        for (int zone = 0; zone < ZONES; zone++) {
            yaml.append(
                    "  - {id: z%d, name: Room, networks: [10.0.%d.0/24], roles: %s}\n".formatted(zone, zone, ROLES));
        }
        yaml.append("device_groups:\n");
        for (int group = 0; group < DEVICE_GROUPS; group++) {
            yaml.append("  - {id: g%d, name: Trolley}\n".formatted(group));
        }
        yaml.append("sites:\n");
        for (int site = 0; site < SITES; site++) {
            yaml.append("  - {id: s%d, name: Site, hosts: [%s], companions: [%s]}\n".formatted(site, host(), host()));
        }
        yaml.append("rules:\n");
        for (int rule = 0; rule < RULES; rule++) {
            yaml.append("  - {id: r%d, %s, %s, action: %s}\n"
                    .formatted(rule, who(rule), what(), random.nextBoolean() ? "allow" : "block"));
        }
        return yaml.toString();
    }

    private String who(int rule) {
        String role = "roles: [" + pick(ROLES) + "]";
        return switch (rule % 10) {
            case 0, 1, 2 -> role;
            case 3, 4 -> role + ", zones: [z" + random.nextInt(ZONES) + "]";
            case 5, 6 -> "classes: [c" + random.nextInt(CLASSES) + "]";
            case 7 -> "classes: [c" + random.nextInt(CLASSES) + "], zones: [z" + random.nextInt(ZONES) + "]";
            case 8 -> "device_groups: [g" + random.nextInt(DEVICE_GROUPS) + "]";
            default -> "people: [p" + random.nextInt(PEOPLE) + "]";
        };
    }

    private String what() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "hosts: [" + host() + ", " + host() + "]";
            case 2 -> "sites: [s" + random.nextInt(SITES) + "]";
            case 3 -> "urls: [" + host() + "/lessons]";
            case 4 -> "lists: [ut1/" + pick(HARMLESS) + "]";
            default -> "categories: [" + pick(CATEGORIES) + "]";
        };
    }

    /** Half of hosts that some rule may name; a third of them on one list or two. */
    List<Asked> asked(int number) {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Host host = Hosts.host(random.nextBoolean() ? "www." + host() : "unknown" + i + ".example.net");
            asked.add(new Asked(request(host), random.nextInt(3) == 0 ? listed(host) : new Verdict(host, List.of())));
        }
        return asked;
    }

    private Request request(Host host) {
        int person = random.nextInt(PEOPLE);
        Set<String> classes = new TreeSet<>();
        for (int i = 0; i < CLASSES_OF_ONE; i++) {
            classes.add("c" + (person * 7 + i * 13) % CLASSES);
        }
        Principal principal = new Principal(
                pick(ROLES),
                Attribution.ZONE,
                "p" + person,
                classes,
                "d" + person,
                Set.of("g" + person % DEVICE_GROUPS),
                null);
        return new Request(principal, policy.zones().get(random.nextInt(ZONES)), host, 443, Scheme.CONNECT, null);
    }

    private Verdict listed(Host host) {
        List<Match> matches = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String category = pick(CATEGORIES);
            NamedList list = new NamedList("ut1/" + category, new Category(category));
            matches.add(Match.ofName(list, Scope.NAME_AND_BELOW, host, "domains", 1));
        }
        return new Verdict(host, matches);
    }

    private String host() {
        return "h" + random.nextInt(HOSTS) + ".example.org";
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
