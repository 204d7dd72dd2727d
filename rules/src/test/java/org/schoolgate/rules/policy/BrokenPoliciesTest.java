package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong in a policy, each kind of mistake; all is refused, and the place given is where it is mended. */
final class BrokenPoliciesTest {
    /** Stands before the place that the first mistake is to be reported at. */
    private static final String HERE = "‸";

    private static final String HEAD = "format: 1\nschool: {name: A School, time_zone: Europe/London}\n"
            + "roles:\n  pupil: {}\n  ks3: {extends: pupil, audience: ks3}\n  ks4: {extends: pupil, audience: ks4}\n"
            + "  staff: {audience: adult}\n";

    private static Stream<Arguments> broken() {
        return Stream.of(
                whole("‸", "policy: nothing (expected: a mapping)"),
                whole("‸just text\n", "policy: \"just text\" (expected: a mapping)"),
                whole("‸- format: 1\n", "policy: a list (expected: a mapping)"),
                whole(
                        "format: ‸one\nschool: {name: A, time_zone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "format: \"one\" (expected: 1)"),
                whole(
                        "format: ‸'1'\nschool: {name: A, time_zone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "format: \"1\" (expected: 1)"),
                whole(
                        "format: 1\nschool: ‸A School\nroles: {ks3: {audience: ks3}}\n",
                        "school: \"A School\" (expected: a mapping)"),
                whole(
                        "format: 1\nschool: ‸{time_zone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "school: no \"name\" (expected: one)"),
                whole(
                        "format: 1\nschool: ‸{name: A}\nroles: {ks3: {audience: ks3}}\n",
                        "school: no \"time_zone\" (expected: one)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: ‸Dubai}\nroles: {ks3: {audience: ks3}}\n",
                        "time zone: \"Dubai\" (expected: a place such as Europe/London)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC, ‸timezone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "unknown key of school: \"timezone\" (expected: one of name, time_zone, languages)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC, languages: [en, ‸en]}\nroles: {ks3: {audience: ks3}}\n",
                        "languages: twice in the list: \"en\" (expected: once)"),
                whole(
                        "format: 1\nschool: {name: ‸true, time_zone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "text: \"true\" (expected: text; put a number or a word like true in quotes)"),
                whole(
                        "format: 1\nschool: {name:‸ , time_zone: UTC}\nroles: {ks3: {audience: ks3}}\n",
                        "text: nothing (expected: text; put a number or a word like true in quotes)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles: {‸Key Stage 3: {audience: ks3}}\n",
                        "id: \"Key Stage 3\" (expected: up to 64 of a-z, 0-9, _ and -, a letter or digit first)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3}\n  ‸ks3: {audience: ks4}\n",
                        "key twice: \"ks3\" (expected: once in a mapping)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: ‸ks3\n  ks4: {audience: ks4}\n",
                        "role: \"ks3\" (expected: a mapping)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ‸pupil}\n  ks4: {audience: ks4}\n",
                        "audience: \"pupil\" (expected: one of ks1, ks2, ks3, ks4, device, adult)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ‸ks3: {audience: ks3, extends: ks4}\n  ks4: {extends: ks5}\n  ks5: {extends: ks3}\n",
                        3,
                        "role that extends itself, directly or through others: \"ks3\" (expected: no cycle)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, default: ‸observed}\n",
                        "action: \"observed\" (expected: one of "),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, unlisted: ‸[allow]}\n",
                        "action: a list (expected: one of "),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, blocked_categories: [games, ‸games]}\n",
                        "blocked_categories: twice in the list: \"games\" (expected: once)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, allowed_categories: [‸socialnetworks]}\n",
                        "category: \"socialnetworks\" (expected: a category of the vocabulary)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, closed: ‸lesson}\n",
                        "when: \"lesson\" (expected: a list of times)"),
                whole(
                        "format: 1\nschool: {name: A, time_zone: UTC}\nroles:\n  ks3: {audience: ks3, clause: ‸4.2}\n",
                        "text: \"4.2\" (expected: text; put a number or a word like true in quotes)"),
                with("zones: [{id: a‸]", "not YAML: "),
                with("zones: ‸&z []", "anchors and aliases are not read; write the value out"),
                with("zones: ‸!!seq []", "tags are not read; write the plain value"),
                with("‸---\nformat: 1", "a second document (expected: one)"),
                with("‸zone: []", "unknown key of policy: \"zone\" (expected: one of format, school, "),
                with("‸1: []", "unknown key of policy: \"1\" (expected: one of "),
                with("calendar: ‸[]", "calendar: a list (expected: a mapping)"),
                with("calendar: {‸term: []}", "unknown key of calendar: \"term\" (expected: one of school_days, "),
                with("calendar: {school_days: ‸[]}", "school days: a list (expected: at least one day of the week)"),
                with("calendar: {school_days: [monday, ‸tues]}", "day: \"tues\" (expected: one of monday, "),
                with("calendar: {school_days: ‸monday}", "school_days: \"monday\" (expected: a list)"),
                with("calendar: {terms: [‸{name: Autumn, from: 2026-09-03}]}", "term: no \"to\" (expected: one)"),
                with(
                        "calendar: {terms: [{name: Autumn, from: 2026-09-03, to: ‸2026-09-01}]}",
                        "to: \"2026-09-01\" (expected: a date not before 2026-09-03)"),
                with(
                        "calendar: {terms: [{name: Autumn, from: ‸3.9.2026, to: 2026-12-01}]}",
                        "date: \"3.9.2026\" (expected: a date such as 2026-09-03)"),
                with(
                        "calendar: {terms: [{name: Autumn, from: ‸2026-02-30, to: 2026-12-01}]}",
                        "date: \"2026-02-30\" (expected: a date such as 2026-09-03)"),
                with(
                        "calendar:\n  terms:\n    - {name: A, from: 2026-09-03, to: 2026-12-01}\n    - ‸{name: B, from: 2026-12-01, to: 2027-03-01}\n",
                        "term: \"B\" overlaps \"A\", 2026-09-03 to 2026-12-01 (expected: one after the other)"),
                with("calendar: {closures: [‸{from: 2026-10-26}]}", "closure: no \"name\" (expected: one)"),
                with(
                        "calendar: {closures: [{name: Half-term, from: 2026-10-26, to: ‸2026-10-20}]}",
                        "to: \"2026-10-20\" (expected: a date not before 2026-10-26)"),
                with(
                        "calendar: {weeks: {names: ‸[A], from: [2026-09-07]}}",
                        "names of weeks: a list (expected: two or more, in their turn)"),
                with(
                        "calendar: {weeks: {names: [A, B], from: ‸[]}}",
                        "from: a list (expected: the date on which the first week begins)"),
                with("calendar: {weeks: ‸{names: [A, B]}}", "weeks: no \"from\" (expected: one)"),
                with("calendar: ‸{bells: {day: []}}", "calendar: no \"timetable\" (expected: one)"),
                with(
                        "calendar: {bells: {day: [{name: 1, from: ‸'9', to: '10:00'}]}, timetable: [{bells: day}]}",
                        "time: \"9\" (expected: a time such as 08:30)"),
                with(
                        "calendar: {bells: {day: [{name: 1, from: '09:00', to: ‸'09:00'}]}, timetable: [{bells: day}]}",
                        "to: \"09:00\" (expected: a time after the beginning of the period)"),
                with(
                        "calendar: {bells: {day: [{name: 1, from: '09:00', to: '10:00'}, ‸{name: 2, from: '09:30', to: '11:00'}]}, timetable: [{bells: day}]}",
                        "period: \"2\" 09:30-11:00 overlaps \"1\" 09:00-10:00 (expected: one after the other)"),
                with(
                        "calendar: {bells: {day: [{name: 1, from: '09:00', to: '10:00', lesson: ‸no}]}, timetable: [{bells: day}]}",
                        "flag: \"no\" (expected: true or false)"),
                with(
                        "calendar: {bells: {day: ‸none}, timetable: [{bells: day}]}",
                        "bells: \"none\" (expected: a list of periods)"),
                with(
                        "calendar: {bells: {day: []}, timetable: [{bells: ‸dya}]}",
                        "bells: \"dya\" (expected: one of day)"),
                with(
                        "calendar: {bells: {day: []}, timetable: [‸{days: [monday]}]}",
                        "timetable item: no \"bells\" (expected: one)"),
                with(
                        "calendar: {bells: {day: []}, timetable: [{bells: day, weeks: [‸A]}]}",
                        "week: \"A\" (expected: no weeks, as the calendar names none)"),
                with(
                        "calendar: {bells: {day: []}, timetable: [‸{bells: day, to: 2026-12-01}]}",
                        "timetable item with to: a mapping (expected: from, the first of its days)"),
                with(
                        "calendar: {bells: {day: []}, timetable: [{bells: day, roles: [‸ks5]}]}",
                        "role: \"ks5\" (expected: one of ks3, ks4, pupil, staff)"),
                with(
                        "calendar: {exams: [{name: Mock, from: ‸2026-11-10, to: 2026-11-10T11:00}]}",
                        "date and time: \"2026-11-10\" (expected: such as 2027-05-10T09:00)"),
                with(
                        "calendar: {exams: [{name: Mock, from: 2026-11-10T11:00, to: ‸2026-11-10T09:00}]}",
                        "to: \"2026-11-10T09:00\" (expected: later than 2026-11-10T11:00)"),
                with(
                        "calendar: {exams: [{name: Mock, from: 2026-11-10T09:00, to: 2026-11-10T11:00, roles: [‸year11]}]}",
                        "role: \"year11\" (expected: one of ks3, ks4, pupil, staff)"),
                with(
                        "calendar: {teaching_hours: [‸{from: '20:00', to: '06:00'}]}",
                        "teaching hours past midnight: a mapping (expected: an end on the same day)"),
                with(
                        "calendar: {duty_periods: [{from: ‸'8am', to: '09:00'}]}",
                        "time: \"8am\" (expected: a time such as 08:30)"),
                with("times: ‸[]", "times: a list (expected: a mapping)"),
                with(
                        "times: {‸lesson: [break]}",
                        "name of a time: \"lesson\" (expected: none of the words term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam"),
                with("times: {night: ‸[]}", "when: a list (expected: at least one time)"),
                with("times: {night: ‸lesson}", "when: \"lesson\" (expected: a list of times)"),
                with(
                        "times: {night: [{from: ‸'24:00', to: '06:00'}]}",
                        "time: \"24:00\" (expected: a time such as 08:30; a day begins at 00:00)"),
                with(
                        "times: {night: [‸{from: '08:00', to: '08:00'}]}",
                        "span that ends when it begins: a mapping (expected: another time; no from and no to for all day)"),
                with(
                        "times: {night: [{from: '08:00', to: ‸'25:00'}]}",
                        "time: \"25:00\" (expected: a time such as 15:30, or 24:00)"),
                with(
                        "times: {night: [{days: [‸weekdays]}]}",
                        "day: \"weekdays\" (expected: one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, school_days)"),
                with(
                        "times: {night: [{‸day: [monday]}]}",
                        "unknown key of span: \"day\" (expected: one of days, from, to, weeks)"),
                with("times: {night: [{not: ‸[]}]}", "when: a list (expected: at least one time)"),
                with(
                        "times: {night: [{not: [lesson], ‸from: '08:00'}]}",
                        "unknown key of time: \"from\" (expected: one of not)"),
                with(
                        "calendar: {weeks: {names: [A, B], from: [2026-09-07]}}\ntimes: {odd: [{weeks: [‸C]}]}",
                        "week: \"C\" (expected: one of A, B)"),
                with(
                        "rules: [{id: r, categories: [games], action: block, when: ‸[]}]",
                        "when: a list (expected: at least one time)"),
                with(
                        "rules: [{id: r, categories: [games], action: block, when: [‸lessons]}]",
                        "time: \"lessons\" (expected: a span, or one of term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam"),
                with(
                        "entries: [{pattern: a.example, action: block, when: ‸break}]",
                        "when: \"break\" (expected: a list of times)"),
                with(
                        "times: {night: [lesson]}\nrules: [{id: r, categories: [games], action: block, when: [‸nigth]}]",
                        "time: \"nigth\" (expected: a span, or one of term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam"),
                with("zones: ‸{lab: {}}", "zones: a mapping (expected: a list)"),
                with("zones: [‸lab]", "zone: \"lab\" (expected: a mapping)"),
                with("zones: [‸{name: A, networks: [], roles: [ks3]}]", "zone: no \"id\" (expected: one)"),
                with("zones: [‸{id: a, name: A, roles: [ks3]}]", "zone: no \"networks\" (expected: one)"),
                with("zones: [‸{id: a, name: A, networks: []}]", "zone: no \"roles\" (expected: one)"),
                with(
                        "zones: [{id: ‸Room 12, name: A, networks: [], roles: [ks3]}]",
                        "id: \"Room 12\" (expected: up to 64 of a-z, 0-9, _ and -, a letter or digit first)"),
                with(
                        "zones:\n- {id: a, name: A, networks: [], roles: [ks3]}\n- {id: ‸a, name: B, networks: [], roles: [ks3]}",
                        "id of a zone: \"a\" (expected: one that no other zone has, nor the built-in \"unknown\")"),
                with(
                        "zones: [{id: a, name: A, networks: ‸10.0.0.0/8, roles: [ks3]}]",
                        "networks: \"10.0.0.0/8\" (expected: a list)"),
                with(
                        "zones: [{id: a, name: A, networks: [‸10.0.0], roles: [ks3]}]",
                        "network: \"10.0.0\" (expected: a network such as 10.20.0.0/16)"),
                with(
                        "zones: [{id: a, name: A, networks: [‸10.20.0.1/16], roles: [ks3]}]",
                        "network: \"10.20.0.1/16\" (expected: 10.20.0.0/16)"),
                with(
                        "zones: [{id: a, name: A, networks: [‸ict.example], roles: [ks3]}]",
                        "network: \"ict.example\" (expected: a network such as 10.20.0.0/16)"),
                with(
                        "zones: [{id: a, name: A, networks: [], roles: [ks3, ‸ks3]}]",
                        "roles: twice in the list: \"ks3\" (expected: once)"),
                with(
                        "zones: [{id: a, name: A, networks: [], roles: [ks3], unidentified: ‸ks4}]",
                        "unidentified: \"ks4\" (expected: one of the zone's roles)"),
                with(
                        "zones: [{id: a, name: A, networks: [], roles: [ks3], closed: [‸night]}]",
                        "time: \"night\" (expected: a span, or one of term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam"),
                with(
                        "entries: [‸{action: block}]",
                        "entry: a mapping (expected: one of \"pattern\", \"site\" and \"url\")"),
                with(
                        "entries: [{pattern: ‸https://a.example/, action: block}]",
                        "host: \"https://a.example/\" (expected: example.org, *.example.org or =example.org; "),
                with(
                        "entries: [{pattern: ‸'a*.example', action: block}]",
                        "host: \"a*.example\" (expected: example.org, *.example.org or =example.org; "),
                with(
                        "entries: [{pattern: ‸'a.example:8080', action: block}]",
                        "host: \"a.example:8080\" (expected: example.org, *.example.org or =example.org; "),
                with(
                        "entries: [{pattern: ‸[a.example], action: block}]",
                        "host: a list (expected: example.org, *.example.org or =example.org"),
                with(
                        "entries: [{pattern: a.example, action: ‸deny}]",
                        "action: \"deny\" (expected: one of allow, block"),
                with(
                        "entries: [{pattern: a.example, action: allow, roles: [‸ks33]}]",
                        "role: \"ks33\" (expected: one of ks3, ks4, pupil, staff)"),
                with(
                        "entries: [{pattern: a.example, action: allow, ‸role: ks3}]",
                        "unknown key of entry: \"role\" (expected: one of pattern, site, url, action"),
                with(
                        "entries: [{pattern: a.example, action: allow, note: ‸12}]",
                        "text: \"12\" (expected: text; put a number or a word like true in quotes)"),
                with("rules: [‸{categories: [games], action: block}]", "rule: no \"id\" (expected: one)"),
                with("rules: [‸{id: r, categories: [games]}]", "rule: no \"action\" (expected: one)"),
                with(
                        "rules:\n- {id: r, categories: [games], action: block}\n- {id: ‸r, categories: [chat], action: block}",
                        "id of a rule: \"r\" (expected: one that no other rule has"),
                with("rules: [{id: r, categories: ‸games, action: block}]", "categories: \"games\" (expected: a list)"),
                with(
                        "rules: [{id: r, categories: [‸gaming], action: block}]",
                        "category: \"gaming\" (expected: a category of the vocabulary)"),
                with(
                        "rules: [{id: r, hosts: [‸'exa mple.org'], action: block}]",
                        "host: \"exa mple.org\" (expected: example.org, *.example.org or =example.org; "),
                with(
                        "rules: [{id: r, hosts: [a.example, ‸A.example], action: block}]",
                        "hosts: twice in the list: \"A.example\" (expected: once)"),
                with(
                        "rules: [{id: r, categories: [games], action: block, ‸who: [ks3]}]",
                        "unknown key of rule: \"who\" (expected: one of id"),
                with("required_categories: ‸adult", "required_categories: \"adult\" (expected: a list)"),
                with("risk_floor: [‸[adult]]", "category: a list (expected: a category of the vocabulary)"),
                with("alerting: [‸adult]", "alert: \"adult\" (expected: a mapping)"),
                with(
                        "alerting: [{category: ‸suicide}]",
                        "category: \"suicide\" (expected: a category of the vocabulary)"),
                with(
                        "inside: [{networks: [10.0.0.0/8], ports: [‸443/tcp]}]",
                        "port: \"443/tcp\" (expected: 1 to 65535)"),
                with("connect_ports: ‸443", "connect_ports: \"443\" (expected: a list)"),
                with("connect_ports: [‸0]", "port: \"0\" (expected: 1 to 65535)"),
                with(
                        "connect_ports: [‸{port: 25, protocol: raw, hosts: [a.example]}]",
                        "raw port without yes_i_mean: a mapping (expected: yes_i_mean: true, for nothing that goes through is looked at)"),
                with("detection: {page_view_seconds: ‸0}", "page_view_seconds: \"0\" (expected: 1 to 600)"),
                with("detection: {repeated_blocks: {pages: ‸1000}}", "pages: \"1000\" (expected: 2 to 100)"),
                with(
                        "detection: {incidents_per_hour: ‸unlimited}",
                        "incidents_per_hour: \"unlimited\" (expected: 1 to 10000)"),
                with("access_log: ‸[bank]", "access log: a list (expected: a mapping)"));
    }

    private static Arguments with(String part, String message) {
        return whole(HEAD + part + "\n", message);
    }

    private static Arguments whole(String yaml, String message) {
        return whole(yaml, 1, message);
    }

    private static Arguments whole(String yaml, int mistakes, String message) {
        return Arguments.of(yaml, mistakes, message);
    }

    private static List<PolicyError> mistakes(String yaml) {
        try {
            PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard());
        } catch (InvalidPolicyException e) {
            return e.errors();
        }
        return List.of();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void eachMistakeIsRefusedWithItsPlace(String marked, int mistakes, String message) {
        int at = marked.indexOf(HERE);
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = at - before.lastIndexOf('\n');

        List<PolicyError> errors = mistakes(marked.replace(HERE, ""));

        assertThat(errors).hasSize(mistakes);
        assertThat(errors.get(0).message()).startsWith(message);
        assertThat(errors.get(0).text())
                .as("file, line and column of " + message)
                .startsWith("policy.yaml:" + line + ":" + column + ": ");
    }

    @Test
    void thereAreAHundredOfThem() {
        assertThat(broken()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void whatTheyAreWrittenAroundHasNoMistake() {
        assertThat(mistakes(HEAD)).isEmpty();
    }
}
