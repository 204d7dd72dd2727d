package org.schoolgate.rules.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Vocabulary;

final class PolicyDiffTest {
    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
    private static final Listings LISTS = host -> Set.of(new Category(
            switch (host.text()) {
                case "casino.example" -> "gambling";
                case "video.example" -> "audio-video";
                default -> "press";
            }));

    static final String POLICY = """
            format: 1
            school: {name: A School, time_zone: Europe/London}
            calendar:
              terms: [{name: Autumn, from: 2026-09-03, to: 2026-12-16}]
              bells:
                full:
                  - {name: 1, from: "08:45", to: "10:30"}
                  - {name: Break, from: "10:30", to: "10:50", lesson: false}
                  - {name: 2, from: "10:50", to: "15:30"}
              timetable: [{bells: full}]
              exams: [{name: Mock, from: 2026-11-10T09:00, to: 2026-11-10T11:00, roles: [ks4]}]
            times:
              night: [{from: "21:30", to: "06:30"}]
            zones:
              - {id: suite, name: ICT suite, networks: [10.20.1.0/24], roles: [ks3, ks4, staff]}
              - {id: byod, name: Own devices, networks: [10.30.0.0/16], roles: [ks3, ks4], closed: [lesson]}
            roles:
              pupil: {blocked_categories: [games, chat], default: allow, unlisted: allow}
              ks1: {title: Key stage 1, extends: pupil, audience: ks1, default: block, unlisted: block}
              ks3: {title: Key stage 3, extends: pupil, audience: ks3}
              ks4: {title: Key stage 4, extends: pupil, audience: ks4}
              staff: {title: Staff, audience: adult, default: allow}
            required_categories: [adult]
            risk_floor: [adult]
            entries:
              - {pattern: reading.example, action: allow, roles: [ks1]}
              - {pattern: forum.example, action: block}
            rules:
              - {id: shops, roles: [staff], categories: [shopping], action: block, when: [teaching_hours]}
              - {id: break-games, roles: [ks4], categories: [games], action: allow, when: [break]}
            alerting: [{category: gambling, roles: [pupil]}]
            inside: [{networks: [10.1.0.0/24], hosts: [intranet.example]}]
            connect_ports: [443]
            detection: {repeated_blocks: {pages: 10, minutes: 10}}
            access_log: {private_categories: [bank]}
            """;

    static PolicyDocument document(String yaml) {
        try {
            return PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard());
        } catch (InvalidPolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static List<Change> between(String before, String after) {
        return PolicyDiff.between(document(before), document(after), NOW, LISTS);
    }

    private static String line(Change change) {
        return change.direction().id() + " " + change.kind().id() + " " + change.text();
    }

    /** What stands in {@link #POLICY}, what stands there instead, and all that this changes. */
    private static Stream<Arguments> edits() {
        return Stream.of(
                edit(
                        "chat], default",
                        "chat, social_networks], default",
                        "tightening category Key stage 3, Key stage 4: social_networks allow -> block"),
                edit(
                        "chat], default",
                        "social_networks], default",
                        "loosening category Key stage 3, Key stage 4: chat block -> allow",
                        "tightening category Key stage 3, Key stage 4: social_networks allow -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: lessons, roles: [ks3], categories: [social_networks, press], action: block, when: [lesson]}\n",
                        "tightening category Key stage 3, in lessons: press, social_networks allow -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: quiet, categories: [press], action: block, when: [night]}\n",
                        "tightening category Key stage 3, Key stage 4, Staff, in \"night\": press allow -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: fridays, roles: [staff], categories: [press], action: block, when: [{days: [friday], from: \"09:00\", to: \"10:00\"}]}\n",
                        "tightening category Staff, on Fridays 09:00-10:00: press allow -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: gone, roles: [staff], categories: [press], action: block, when: [duty]}\n"),
                edit(
                        "when: [break]",
                        "when: [lesson]",
                        "loosening category Key stage 4, in lessons: games block -> allow",
                        "tightening category Key stage 4, in breaks: games allow -> block"),
                edit(
                        "when: [break]",
                        "when: [break, outside_school]",
                        "loosening category Key stage 4, outside school: games block -> allow"),
                edit(
                        ", when: [teaching_hours]",
                        "",
                        "tightening category Staff, except in teaching hours: shopping allow -> block"),
                edit(
                        "when: [teaching_hours]",
                        "when: [lesson]",
                        "loosening category Staff, in breaks: shopping block -> allow"),
                edit(
                        "categories: [shopping], action: block",
                        "categories: [gambling], action: allow",
                        "loosening category Staff, in teaching hours: shopping block -> allow"),
                edit(
                        "staff: {title: Staff, audience: adult, default: allow}",
                        "staff: {title: Staff, audience: adult, default: allow, blocked_categories: [gambling]}",
                        "tightening risk_category Staff: gambling allow -> block"),
                edit(
                        "ks3: {title: Key stage 3, extends: pupil, audience: ks3}",
                        "ks3: {title: Key stage 3, extends: pupil, audience: ks3, unlisted: block}",
                        "tightening category Key stage 3: sites that no list knows allow -> block"),
                edit(
                        "ks3: {title: Key stage 3, extends: pupil, audience: ks3}",
                        "ks3: {title: Key stage 3, extends: pupil, audience: ks3, default: block}",
                        "tightening category Key stage 3: listed sites of all other categories allow -> block"),
                edit(
                        "default: block, unlisted: block}",
                        "default: allow, unlisted: allow}",
                        "loosening category Key stage 1: sites that no list knows block -> allow",
                        "loosening category Key stage 1: listed sites of all other categories block -> allow"),
                edit(
                        "{pattern: reading.example, action: allow, roles: [ks1]}",
                        "{pattern: reading.example, action: allow}",
                        "loosening host Key stage 3, Key stage 4, Staff: reading.example as listed -> allow"),
                edit(
                        "entries:\n",
                        "entries:\n  - {pattern: casino.example, action: allow, roles: [staff]}\n",
                        "loosening risk_host Staff: casino.example as listed -> allow"),
                edit(
                        "entries:\n",
                        "entries:\n  - {pattern: test, action: allow, roles: [staff]}\n",
                        "loosening risk_host Staff: test as listed -> allow"),
                edit(
                        "entries:\n",
                        "entries:\n  - {pattern: =video.example, action: allow, when: [lesson]}\n",
                        "loosening host Everyone, in lessons: =video.example as listed -> allow"),
                edit(
                        "entries:\n",
                        "entries:\n  - {pattern: '*.video.example', action: block}\n",
                        "tightening host Everyone: *.video.example as listed -> block"),
                edit(
                        "{pattern: forum.example, action: block}",
                        "{pattern: forum.example, action: allow, roles: [staff]}",
                        "loosening host Key stage 1, Key stage 3, Key stage 4: forum.example block -> as listed",
                        "loosening host Staff: forum.example block -> allow"),
                edit(
                        "  - {pattern: reading.example, action: allow, roles: [ks1]}\n",
                        "",
                        "tightening host Key stage 1: reading.example allow -> as listed"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: sites, roles: [ks4], hosts: [a.example, b.example], action: block, when: [exam]}\n",
                        "tightening host Key stage 4, in exams: a.example, b.example as listed -> block"),
                edit(
                        "risk_floor: [adult]",
                        "risk_floor: [adult, gambling]",
                        "tightening risk_category Risk floor: gambling added",
                        "tightening risk_category Key stage 3, Key stage 4, Staff: gambling allow -> block"),
                edit(
                        "risk_floor: [adult]",
                        "risk_floor: []",
                        "loosening risk_category Key stage 3, Key stage 4, Staff: adult block -> allow",
                        "loosening risk_category Risk floor: adult removed"),
                edit(
                        "required_categories: [adult]",
                        "required_categories: []",
                        "loosening category Categories without which pupils get no unlisted sites: adult removed"),
                edit(
                        ", closed: [lesson]",
                        "",
                        "loosening closure Key stage 3, Key stage 4, in lessons: everything in Own devices closed -> open"),
                edit(
                        "roles: [ks3, ks4], closed: [lesson]",
                        "roles: [ks3, ks4], closed: [school_hours]",
                        "tightening closure Key stage 3, Key stage 4, in breaks: everything in Own devices open -> closed"),
                edit(
                        "audience: ks3}",
                        "audience: ks3, closed: [night]}",
                        "tightening closure Key stage 3, in \"night\": everything open -> closed"),
                edit(
                        "roles: [ks3, ks4, staff]}",
                        "roles: [ks3, ks4]}",
                        "tightening roles Zone ICT suite: roles that are held here ks3, ks4, staff -> ks3, ks4"),
                edit(
                        "roles: [ks3, ks4, staff]}",
                        "roles: [ks3, ks4, staff], unidentified: staff}",
                        "loosening roles Zone ICT suite: role of whoever has not said who they are ks3 -> staff"),
                edit(
                        "10.20.1.0/24]",
                        "10.20.1.0/24, 10.20.2.0/24]",
                        "loosening roles Addresses of 10.20.2.0/24: in no zone -> in ICT suite (Key stage 3 until signed in)"),
                edit(
                        "name: ICT suite",
                        "name: Computer room",
                        "neutral roles Zone Computer room: name ICT suite -> Computer room"),
                edit(
                        "roles: [ks3, ks4, staff]}",
                        "roles: [ks3, ks4, staff], shared_address: true}",
                        "loosening roles Zone ICT suite: shared address false -> true"),
                edit(
                        "  staff: {",
                        "  sixth: {title: Sixth form, extends: ks4, audience: adult}\n  staff: {",
                        "loosening roles Role sixth added: Sixth form"),
                edit("audience: ks4}", "audience: adult}", "loosening roles Key stage 4: audience ks4 -> adult"),
                edit(
                        "title: Key stage 4",
                        "title: Years 10 and 11",
                        "neutral roles Role ks4: title \"Key stage 4\" -> \"Years 10 and 11\""),
                edit(
                        "roles: [pupil]}]",
                        "roles: [ks3]}]",
                        "loosening monitoring Key stage 1, Key stage 4: incidents for gambling raised -> not raised"),
                edit(
                        "alerting: [",
                        "alerting: [{category: adult}, ",
                        "tightening monitoring Everyone: incidents for adult not raised -> raised"),
                edit(
                        "inside: [",
                        "inside: [{networks: [10.2.0.0/24]}, ",
                        "loosening network Addresses inside: 10.2.0.0/24 added"),
                edit(
                        "connect_ports: [443]",
                        "connect_ports: [443, {port: 8443, protocol: tls, hosts: [portal.example]}]",
                        "loosening network Ports of tunnels: 8443 tls as portal.example added"),
                edit(
                        "connect_ports: [443]",
                        "connect_ports: [{port: 993, protocol: raw, hosts: [mail.example], yes_i_mean: true}]",
                        "loosening inspection Ports of tunnels: 993 raw as mail.example added",
                        "tightening network Ports of tunnels: 443 tls removed"),
                edit(
                        "pages: 10",
                        "pages: 20",
                        "loosening monitoring Detection: blocked pages that are an incident 10 -> 20"),
                edit(
                        "{pages: 10, minutes: 10}",
                        "{pages: 10, minutes: 20, except: [ads]}",
                        "loosening monitoring Detection: categories that do not count  -> publicite",
                        "tightening monitoring Detection: minutes within which blocked pages are counted 10 -> 20"),
                edit(
                        "[bank]",
                        "[]",
                        "loosening monitoring Sites of which the access log keeps the host alone: bank removed"),
                edit(
                        "pupil: {",
                        "pupil: {safe_search: true, youtube: moderate, ",
                        "tightening safe_search Key stage 1, Key stage 3, Key stage 4: safe_search false -> true",
                        "tightening safe_search Key stage 1, Key stage 3, Key stage 4: youtube off -> moderate"),
                edit(
                        "staff: {",
                        "staff: {downloads: {blocked: [programs]}, ",
                        "tightening other Staff: downloads nothing -> {\"blocked\":[\"programs\"]}"),
                edit(
                        "rules:\n",
                        "observe: {from: 2026-09-07, until: 2026-09-11, roles: [ks4], approved_by: The lead, yes_i_mean: true}\nrules:\n",
                        "loosening category Days on which blocks are only observed: none -> 2026-09-07 to 2026-09-11 for ks4"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: club, classes: [7a], categories: [games], action: allow}\n",
                        "loosening category Key stage 1, Key stage 3 in class 7a: games block -> allow",
                        "loosening category Key stage 4 in class 7a, except in breaks: games block -> allow"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: quiet, roles: [ks3], zones: [suite], categories: [press], action: block}\n",
                        "tightening category Key stage 3 in zone suite: press allow -> block"),
                edit(
                        "rules:\n",
                        "device_groups: [{id: carts, name: Carts}]\nrules:\n  - {id: ms, people: [m.one], device_groups: [carts], hosts: [a.example], action: block}\n",
                        "tightening host Everyone who is m.one on devices of carts: a.example" + " as listed -> block",
                        "neutral other device_groups added"),
                edit(
                        "rules:\n",
                        "sites: [{id: films, name: Films, hosts: [films.example], companions: [media.example]}]\n"
                                + "rules:\n  - {id: films, roles: [staff], sites: [films], action: block}\n",
                        "tightening host Staff: films.example, media.example as listed -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: page, roles: [staff], urls: [video.example/games], action: block}\n",
                        "tightening host Staff: video.example/games as listed -> block"),
                edit(
                        "rules:\n",
                        "rules:\n  - {id: list, roles: [ks3], lists: [ut1/press], action: block}\n",
                        "tightening risk_category Key stage 3: list ut1/press allow -> block"),
                edit(
                        "rules:\n",
                        "grantable: {categories: [games]}\nrules:\n",
                        "loosening category What teachers may open for a lesson: games added"),
                edit("rules:\n", "watch_hours: [school_hours]\nrules:\n", "loosening monitoring watch_hours added"),
                edit("name: A School", "name: The School", "neutral other school.name changed"));
    }

    private static Arguments edit(String from, String to, String... lines) {
        return Arguments.of(from, to, List.of(lines));
    }

    static String edited(String from, String to) {
        assertThat(POLICY).contains(from);
        return POLICY.replace(from, to);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void eachEditIsToldWithWhomItIsForAndWhen(String from, String to, List<String> lines) {
        assertThat(between(POLICY, edited(from, to)))
                .extracting(PolicyDiffTest::line)
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whatIsTakenBackGoesTheOtherWay(String from, String to, List<String> lines) {
        List<Change> forth = between(POLICY, edited(from, to));
        List<Change> back = between(edited(from, to), POLICY);
        assertThat(back)
                .extracting(change -> List.of(change.roles(), change.what(), change.after(), change.before()))
                .containsExactlyInAnyOrderElementsOf(forth.stream()
                        .map(change -> List.<Object>of(change.roles(), change.what(), change.before(), change.after()))
                        .toList());
    }

    @Test
    void orderNotesAndOtherWordsForTheSameAreNoChange() {
        String other = """
                format: 1
                school: {time_zone: Europe/London, name: A School}
                access_log: {private_categories: [bank]}
                roles:
                  staff: {title: Staff, audience: adult, default: allow, unlisted: allow}
                  ks4: {title: Key stage 4, extends: pupil, audience: ks4, blocked_categories: [chat]}
                  ks3: {title: Key stage 3, extends: pupil, audience: ks3}
                  ks1: {title: Key stage 1, extends: pupil, audience: ks1, default: block, unlisted: block}
                  pupil: {blocked_categories: [chat, games], default: allow, unlisted: allow}
                rules:
                  - {id: play, roles: [ks4], categories: [games], action: allow, when: [break], note: "Mr A asked"}
                  - id: no-shops
                    roles: [staff]
                    categories: [shopping]
                    action: block
                    when: [teaching_hours]
                  - {id: forum, hosts: [forum.example], action: block, clause: "3.2"}
                entries: [{pattern: reading.example, action: allow, roles: [ks1]}]
                """;
        String rest = Stream.of("calendar", "times", "zones", "required_categories", "risk_floor", "alerting", "inside")
                .map(PolicyDiffTest::section)
                .reduce("", String::concat);
        assertThat(between(POLICY, other + rest)).isEmpty();
    }

    private static String section(String key) {
        int start = POLICY.indexOf("\n" + key + ":") + 1;
        int end = start;
        do {
            end = POLICY.indexOf('\n', end) + 1;
        } while (end < POLICY.length() && POLICY.charAt(end) == ' ');
        return POLICY.substring(start, end);
    }

    @Test
    void otherBellsAreToldByWhatTheyChange() {
        String later = edited("to: \"10:30\"}", "to: \"10:20\"}").replace("from: \"10:30\", to", "from: \"10:20\", to");
        assertThat(between(POLICY, later))
                .extracting(PolicyDiffTest::line)
                .containsExactlyInAnyOrder(
                        "loosening category Key stage 4, in breaks, but not in breaks of the calendar before: games block -> allow",
                        "loosening closure Key stage 3, Key stage 4, in breaks, but not in breaks of the calendar before:"
                                + " everything in Own devices closed -> open",
                        "neutral other calendar.bells changed");
    }

    @Test
    void hostIsOfRiskWhereNoListsAreAtHand() {
        String after = edited("entries:\n", "entries:\n  - {pattern: video.example, action: allow}\n");
        assertThat(PolicyDiff.between(document(POLICY), document(after), NOW, Listings.UNKNOWN))
                .extracting(PolicyDiffTest::line)
                .containsExactly("loosening risk_host Everyone: video.example as listed -> allow");
    }

    @Test
    void everyDecisionThatDiffersIsInAChange() {
        String after = edited("[games, chat]", "[games]");
        assertThat(between(POLICY, after)).singleElement().satisfies(change -> {
            assertThat(change.roles()).containsExactly("ks3", "ks4");
            assertThat(change.what()).containsExactly("chat");
            assertThat(change.when()).isEmpty();
            assertThat(change.before()).isEqualTo("block");
            assertThat(change.after()).isEqualTo("allow");
            assertThat(change.needsSecondPerson()).isTrue();
        });
    }
}
