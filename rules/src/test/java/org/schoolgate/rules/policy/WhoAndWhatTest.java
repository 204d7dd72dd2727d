package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Verdict;

/** Which of several rules counts, by whom they are for and what they are about. */
final class WhoAndWhatTest {
    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
            zones:
              - {id: library, name: Library, networks: [10.1.0.0/16], roles: [ks3, staff]}
              - {id: lab, name: Laboratory, networks: [10.2.0.0/16], roles: [ks3, staff]}
            device_groups: [{id: trolley, name: Tablets of the trolley}]
            sites: [{id: films, name: Films, hosts: [films.example], companions: ["*.media.example"]}]
            roles:
              pupil: {default: allow, unlisted: allow, blocked_categories: [games, chat]}
              ks3: {extends: pupil, audience: ks3}
              staff: {audience: adult, default: allow, unlisted: allow}
            rules:
              - {id: chess, classes: [chess], categories: [games], action: allow}
              - {id: chess-not-in-library, classes: [chess], zones: [library], categories: [games], action: block}
              - {id: ann, people: [ann], categories: [games], action: allow}
              - {id: ben, people: [ben], categories: [games], action: block}
              - {id: tablets, device_groups: [trolley], categories: [chat], action: allow}
              - {id: staff-in-lab, roles: [staff], zones: [lab], categories: [games], action: block}
              - {id: own-press, roles: [pupil], lists: [list/press], action: block}
              - {id: no-films, roles: [pupil], sites: [films], action: block}
              - {id: lessons, roles: [pupil], urls: [films.example/lessons], action: allow}
              - {id: lesson-chat, roles: [pupil], urls: [films.example/lessons/chat], action: block}
              - {id: films-for-ann, people: [ann], sites: [films], action: allow}
            """, SiteSets.NONE);

    /** Columns: role, person, classes, device groups, zone, host and path, what lists say, decision and rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ks3   | cara |       |         | lab     | a.example/             | games | block category role/pupil
                    ks3   | cara | chess |         | lab     | a.example/             | games | allow category chess
                    ks3   | cara | chess |         | library | a.example/             | games | block category chess-not-in-library
                    ks3   | ann  | chess |         | library | a.example/             | games | allow category ann
                    ks3   | ben  | chess |         | lab     | a.example/             | games | block category ben
                    ks3   |      |       | trolley | lab     | a.example/             | chat  | allow category tablets
                    ks3   |      |       |         | lab     | a.example/             | chat  | block category role/pupil
                    staff | dan  |       |         | lab     | a.example/             | games | block category staff-in-lab
                    staff | dan  |       |         | library | a.example/             | games | allow default role/staff
                    ks3   | cara |       |         | lab     | a.example/             | press | block category own-press
                    staff | dan  |       |         | lab     | a.example/             | press | allow default role/staff
                    ks3   | cara |       |         | lab     | films.example/         | -     | block named no-films
                    ks3   | cara |       |         | lab     | www.films.example/     | -     | block named no-films
                    ks3   | cara |       |         | lab     | cdn.media.example/     | -     | block named no-films
                    ks3   | cara |       |         | lab     | media.example/         | -     | allow unlisted role/pupil
                    ks3   | cara |       |         | lab     | films.example/lessons/1 | -    | allow named lessons
                    ks3   | cara |       |         | lab     | films.example/lessons?n=1 | -  | allow named lessons
                    ks3   | cara |       |         | lab     | films.example/lessonsx | -     | block named no-films
                    ks3   | cara |       |         | lab     | films.example/Lessons/1 | -    | block named no-films
                    ks3   | cara |       |         | lab     | films.example/lessons/../x | - | block named no-films
                    ks3   | cara |       |         | lab     | films.example/lessons/Chat | - | block named lesson-chat
                    ks3   | cara |       |         | lab     | films.example/x/../lessons/%63hat | - | block named lesson-chat
                    ks3   | ann  |       |         | lab     | films.example/         | -     | allow named films-for-ann
                    ks3   | ann  |       |         | lab     | films.example/lessons/chat | - | block named lesson-chat
                    ks3   | cara |       |         | lab     | films.example          | -     | block named no-films
                    """)
    void theNarrowerCounts(
            String role,
            @Nullable String person,
            @Nullable String classes,
            @Nullable String deviceGroups,
            String zone,
            String asked,
            String category,
            String decided) {
        Request request = request(role, person, set(classes), set(deviceGroups), zone, asked);
        String listed = category.equals("-") ? "-" : category + "@" + request.host();

        Reason reason = decide(request, listed).reason();

        assertThat(decide(request, listed).action().id() + " " + reason.step().id() + " " + reason.rule())
                .isEqualTo(decided);
    }

    @Test
    void nothingIsDecidedByAClaim() {
        Principal claiming = new Principal("ks3", Attribution.ZONE, null, Set.of(), null, Set.of(), "ann");
        Request request = new Request(claiming, zone("lab"), Hosts.host("a.example"), 80, Scheme.HTTP, "/");
        assertThat(decide(request, "games@a.example").reason().rule()).isEqualTo("role/pupil");
    }

    @Test
    void explanationSaysWhichRuleAboutPagesDoesNotApplyWhereTheyAreNotSeen() {
        Request tunnel = request("ks3", "cara", Set.of(), Set.of(), "lab", "films.example");
        assertThat(named(tunnel))
                .contains(
                        "lessons is about films.example/lessons and does not apply: only the host is seen",
                        "lesson-chat is about films.example/lessons/chat and does not apply: only the host is seen");
        assertThat(named(request("ks3", "cara", Set.of(), Set.of(), "lab", "films.example/")))
                .doesNotContain("only the host is seen");
        assertThat(named(request("staff", "dan", Set.of(), Set.of(), "lab", "films.example")))
                .doesNotContain("only the host is seen");
    }

    private static String named(Request request) {
        Verdict verdict = Policies.verdict(request.host(), "-");
        return POLICY.explain(request, verdict, LiveFacts.NONE, Instant.EPOCH)
                .trace()
                .get(Step.NAMED.ordinal())
                .text();
    }

    private static Decision decide(Request request, String listed) {
        return POLICY.decide(request, Policies.verdict(request.host(), listed), LiveFacts.NONE, Instant.EPOCH);
    }

    private static Request request(
            String role,
            @Nullable String person,
            Set<String> classes,
            Set<String> deviceGroups,
            String zone,
            String asked) {
        int slash = asked.indexOf('/');
        String host = slash < 0 ? asked : asked.substring(0, slash);
        Principal principal = new Principal(role, Attribution.ZONE, person, classes, null, deviceGroups, null);
        return new Request(
                principal,
                zone(zone),
                Hosts.host(host),
                80,
                slash < 0 ? Scheme.CONNECT : Scheme.HTTP,
                slash < 0 ? null : asked.substring(slash));
    }

    private static Zone zone(String id) {
        Zone zone = POLICY.zone(id);
        assertThat(zone).isNotNull();
        return zone;
    }

    private static Set<String> set(@Nullable String one) {
        return one == null ? Set.of() : Set.of(one);
    }
}
