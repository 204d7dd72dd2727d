package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.TimeWord;
import org.schoolgate.rules.calendar.When;

final class PolicyReaderTest {
    /** In order: YAML with one mistake, the text whose place is given, message, nearest name. */
    private static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("format: 2\n" + SCHOOL + ROLES, "2", "format: \"2\" (expected: 1)", null),
                mistake(SCHOOL + ROLES, "school", "policy: no \"format\" (expected: one)", null),
                mistake(FORMAT + ROLES, "format", "policy: no \"school\" (expected: one)", null),
                mistake(FORMAT + SCHOOL, "format", "policy: no \"roles\" (expected: one)", null),
                mistake(FORMAT + SCHOOL + "roles: {}\n", "{}", "roles: a mapping (expected: at least one role)", null),
                mistake(
                        FORMAT + SCHOOL + "roles:\n  pupil: {}\n  ks3: {extends: pupil}\n",
                        "pupil",
                        "roles, all without an audience, which nobody can hold: a mapping (expected: one with an audience)",
                        null),
                mistake(FORMAT + SCHOOL + "roles: [ks3]\n", "[ks3]", "roles: a list (expected: a mapping)", null),
                mistake(
                        FORMAT + SCHOOL + ROLES + "zonse: []\n",
                        "zonse",
                        "unknown key of policy: \"zonse\" (expected: one of format, school, calendar, times, zones, roles,"
                                + " device_groups, sites, required_categories, risk_floor, entries, rules, alerting,"
                                + " redirects, inside,"
                                + " connect_ports, detection, observe, access_log, grantable, clauses, titles, alert_routing,"
                                + " watch_hours, retention, year_groups)",
                        "zones"),
                mistake(
                        FORMAT + SCHOOL + ROLES + "format: 1\n",
                        "format",
                        2,
                        "key twice: \"format\" (expected: once in a mapping)",
                        null),
                mistake(
                        FORMAT + "school: {name: 7, time_zone: UTC}\n" + ROLES,
                        "7",
                        "text: \"7\" (expected: text; put a number or a word like true in quotes)",
                        null),
                mistake(
                        FORMAT + "school: {name: A, time_zone: Europe/Londn}\n" + ROLES,
                        "Europe/Londn",
                        "time zone: \"Europe/Londn\" (expected: a place such as Europe/London)",
                        "Europe/London"),
                mistake(
                        FORMAT + "school: {name: A, time_zone: UTC, languages: [english]}\n" + ROLES,
                        "english]",
                        "language: \"english\" (expected: a tag such as en or ar)",
                        null),
                mistake(
                        FORMAT + SCHOOL + "roles: {Pupil: {audience: ks3}}\n",
                        "Pupil",
                        "id: \"Pupil\" (expected: up to 64 of a-z, 0-9, _ and -, a letter or digit first)",
                        null),
                role(
                        "{audience: ks33}",
                        "ks33}",
                        "audience: \"ks33\" (expected: one of ks1, ks2, ks3, ks4, device, adult)",
                        "ks3"),
                role(
                        "{defualt: block}",
                        "defualt",
                        "unknown key of role: \"defualt\" (expected: one of title, extends, audience, default, unlisted, blocked_categories, allowed_categories, closed,",
                        "default"),
                role("{default: blok}", "blok", "action: \"blok\" (expected: one of allow, block)", "block"),
                role("{extends: staf}", "staf", "role: \"staf\" (expected: one of one, other)", null),
                role(
                        "{extends: one}",
                        "one",
                        "role that extends itself, directly or through others: \"one\" (expected: no cycle)",
                        null),
                role("{blocked_categories: adult}", "adult", "blocked_categories: \"adult\" (expected: a list)", null),
                role(
                        "{blocked_categories: [gamblin]}",
                        "gamblin",
                        "category: \"gamblin\" (expected: a category of the vocabulary)",
                        "gambling"),
                role(
                        "{blocked_categories: [x-malware-2017-2025]}",
                        "x-malware",
                        "category: \"x-malware-2017-2025\" (expected: a category of the vocabulary)",
                        null),
                role(
                        "{blocked_categories: [adult, porn]}",
                        "porn",
                        "blocked_categories: twice in the list: \"porn\" (expected: once)",
                        null),
                role(
                        "{blocked_categories: [adult], allowed_categories: [adult]}",
                        "adult",
                        2,
                        "category both blocked and allowed in one role: \"adult\" (expected: one of the two)",
                        null),
                with("zones: [{id: a, networks: [], roles: [ks3]}]", "{id", "zone: no \"name\" (expected: one)", null),
                with(
                        "zones: [{id: unknown, name: A, networks: [], roles: [ks3]}]",
                        "unknown",
                        "id of a zone: \"unknown\" (expected: one that no other zone has, nor the built-in \"unknown\")",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.1.0.0/8], roles: [ks3]}]",
                        "10.1.0.0/8",
                        "network: \"10.1.0.0/8\" (expected: 10.0.0.0/8)",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/33], roles: [ks3]}]",
                        "10.0.0.0/33",
                        "network: \"10.0.0.0/33\" (expected: a network such as 10.20.0.0/16)",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: []}]",
                        "[]",
                        "roles of a zone: a list (expected: at least one role)",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: [ks4]}]",
                        "ks4",
                        "role: \"ks4\" (expected: one of ks3, pupil, staff)",
                        "ks3"),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: [pupil]}]",
                        "pupil]",
                        "role without an audience, which nobody can hold: \"pupil\" (expected: a role that has an audience)",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: [staff], unidentified: ks3}]",
                        "ks3}",
                        "unidentified: \"ks3\" (expected: one of the zone's roles)",
                        null),
                with(
                        "zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: [ks3], shared_address: yes}]",
                        "yes",
                        "flag: \"yes\" (expected: true or false)",
                        null),
                with(
                        "zones:\n- {id: a, name: A, networks: [10.0.0.0/8], roles: [ks3]}\n- {id: b, name: B, networks: [10.0.0.0/8], roles: [staff]}",
                        "10.0.0.0/8",
                        2,
                        "network twice: \"10.0.0.0/8\" (expected: in one zone; it is also in line 9)",
                        null),
                with(
                        "required_categories: [malwear]",
                        "malwear",
                        "category: \"malwear\" (expected: a category of the vocabulary)",
                        "malware"),
                with(
                        "risk_floor: [phising]",
                        "phising",
                        "category: \"phising\" (expected: a category of the vocabulary)",
                        "phishing"),
                with(
                        "entries: [{pattern: 'http://a.example/', action: block}]",
                        "'http",
                        "host: \"http://a.example/\" (expected: example.org, *.example.org or =example.org; ",
                        null),
                with("entries: [{pattern: a.example}]", "{pattern", "entry: no \"action\" (expected: one)", null),
                with(
                        "entries: [{pattern: a.example, action: allow, roles: []}]",
                        "[]",
                        "roles: a list (expected: at least one role, or no \"roles\" for everyone)",
                        null),
                with("entries: {a.example: block}", "{a.example", "entries: a mapping (expected: a list)", null),
                with("entries: [a.example]", "a.example", "entry: \"a.example\" (expected: a mapping)", null),
                with(
                        "rules: [{id: r, action: block}]",
                        "{id",
                        "rule: a mapping (expected: either \"categories\" and \"lists\", or \"hosts\", \"sites\" and \"urls\")",
                        null),
                with(
                        "rules: [{id: r, hosts: [a.example], categories: [games], action: block}]",
                        "{id",
                        "rule: a mapping (expected: either \"categories\" and \"lists\", or \"hosts\", \"sites\" and \"urls\")",
                        null),
                with(
                        "rules: [{id: r, hosts: [a.example], lists: [ut1], action: block}]",
                        "{id",
                        "rule: a mapping (expected: either \"categories\" and \"lists\", or \"hosts\", \"sites\" and \"urls\")",
                        null),
                with(
                        "sites: [{id: films, name: Films, hosts: [films.example]}]\nrules: [{id: r, sites: [film], action: block}]",
                        "film]",
                        "site: \"film\" (expected: one of films)",
                        "films"),
                with(
                        "rules: [{id: r, lists: [ut1/games/domains], action: block}]",
                        "ut1",
                        "list: \"ut1/games/domains\" (expected: a list as explanations name it",
                        null),
                with(
                        "rules: [{id: r, lists: [ut1], action: allow}]",
                        "{id",
                        "rule that allows a whole source, or a list of a category of risk, without yes_i_mean: a mapping (expected: yes_i_mean: true,",
                        null),
                with(
                        "rules: [{id: r, lists: [own/gambling], action: allow}]",
                        "{id",
                        "rule that allows a whole source, or a list of a category of risk, without yes_i_mean: a mapping (expected: yes_i_mean: true,",
                        null),
                with(
                        "rules: [{id: r, lists: [ut1/press], action: allow, yes_i_mean: true}]",
                        "{id",
                        "rule with yes_i_mean: a mapping (expected: yes_i_mean only beside lists of risk that are allowed)",
                        null),
                with(
                        "rules: [{id: r, urls: [films.example], action: block}]",
                        "films",
                        "url: \"films.example\" (expected: a host and a path, without https://, as in example.org/games)",
                        null),
                with(
                        "rules: [{id: r, urls: ['films.example/'], action: block}]",
                        "'films",
                        "url: \"films.example/\" (expected: a host and a path, without https://, as in example.org/games)",
                        null),
                with(
                        "rules: [{id: r, urls: ['https://films.example/a'], action: block}]",
                        "'https",
                        "url: \"https://films.example/a\" (expected: a host and a path, without https://, as in example.org/games)",
                        null),
                with(
                        "rules: [{id: r, classes: [], hosts: [a.example], action: block}]",
                        "[]",
                        "classes: a list (expected: at least one class, or no \"classes\" for everyone)",
                        null),
                with(
                        "rules: [{id: r, people: [Ann], hosts: [a.example], action: block}]",
                        "Ann",
                        "id: \"Ann\" (expected: up to 64 of a-z, 0-9, _, - and .)",
                        null),
                with(
                        "rules: [{id: r, zones: [librari], hosts: [a.example], action: block}]\n"
                                + "zones: [{id: library, name: Library, networks: [10.0.0.0/8], roles: [ks3]}]",
                        "librari",
                        "zone: \"librari\" (expected: one of library)",
                        "library"),
                with(
                        "entries: [{pattern: a.example, action: block, device_groups: [tablets]}]",
                        "tablets",
                        "device group: \"tablets\" (expected: one that the document defines)",
                        null),
                with(
                        "device_groups: [{id: tablets, name: Tablets}, {id: tablets, name: More}]",
                        "tablets",
                        2,
                        "id of a device group: \"tablets\" (expected: one that no other device group has)",
                        null),
                with(
                        "entries: [{pattern: a.example, url: a.example/b, action: block}]",
                        "{pattern",
                        "entry: a mapping (expected: one of \"pattern\", \"site\" and \"url\")",
                        null),
                with(
                        "entries: [{action: block}]",
                        "{action",
                        "entry: a mapping (expected: one of \"pattern\", \"site\" and \"url\")",
                        null),
                with(
                        "sites: [{id: films, name: Films, hosts: [a.example]}, {id: films, name: Films, hosts: [b.example]}]",
                        "films",
                        2,
                        "id of a site: \"films\" (expected: one that no other site has)",
                        null),
                with(
                        "sites: [{id: films, name: Films, hosts: []}]",
                        "[]",
                        "hosts of a site: a list (expected: at least one host)",
                        null),
                with(
                        "sites: [{id: films, name: Films, hosts: [a.example], companions: [a.example]}]",
                        "a.example",
                        2,
                        "companion of a site: \"a.example\" (expected: none of its hosts)",
                        null),
                with(
                        "rules: [{id: help, hosts: [a.example], action: block}]",
                        "help",
                        "id of a rule: \"help\" (expected: one that no other rule has, and none of help, infrastructure, required_categories, risk_floor)",
                        null),
                with(
                        "grantable: {categories: [gambling]}",
                        "gambling",
                        "category of risk: \"gambling\" (expected: one that is none, for a lesson never opens these)",
                        null),
                with(
                        "grantable: {categories: [games]}\nrisk_floor: [games]",
                        "games",
                        "category of risk: \"games\" (expected: one that is none, for a lesson never opens these)",
                        null),
                with(
                        "grantable: {sites: [films]}",
                        "films",
                        "site: \"films\" (expected: one that the document defines)",
                        null),
                with(
                        "clauses: [{id: '3.1', title: Filtering}]\nrules: [{id: r, hosts: [a.example], action: block, clause: '3.2'}]",
                        "'3.2'",
                        "clause: \"3.2\" (expected: one of 3.1)",
                        "3.1"),
                with(
                        "clauses: [{id: a, title: One}, {id: a, title: Two}]",
                        "a, title: Two",
                        "id of a clause: \"a\" (expected: one that no other clause has)",
                        null),
                with("titles: {dsl: 7}", "7", "text: \"7\" (expected: text;", null),
                with(
                        "titles: {head_teacher: Principal}",
                        "head_teacher",
                        "unknown key of titles: \"head_teacher\" (expected: one of dsl, deputy, head, network_manager, governors)",
                        null),
                with(
                        "alert_routing: [{themes: [self_harms], to: [dsl]}]",
                        "self_harms",
                        "theme: \"self_harms\" (expected: one of self_harm, radicalisation,",
                        "self_harm"),
                with("alert_routing: [{to: []}]", "[]}", "to: a list (expected: at least one office)", null),
                with("alert_routing: [{themes: [drugs]}]", "{themes", "alert route: no \"to\" (expected: one)", null),
                with(
                        "alert_routing: [{reporters: [kss3], to: [head]}]",
                        "kss3",
                        "role: \"kss3\" (expected: one of ks3, pupil, staff)",
                        "ks3"),
                with("watch_hours: [lessons]", "lessons", "time: \"lessons\" (expected: a span, or one of", "lesson"),
                with(
                        "retention: {suspected_incidents: 0}",
                        "0}",
                        "suspected_incidents: \"0\" (expected: 1 to 36500)",
                        null),
                with(
                        "retention: {access_log: 30}",
                        "access_log",
                        "unknown key of retention: \"access_log\" (expected: one of suspected_incidents, incidents, leavers)",
                        null),
                with(
                        "year_groups: {roles: {14: ks3}}",
                        "14",
                        "year group: \"14\" (expected: one of 1, 10, 11, 12, 13, 2,",
                        "1"),
                with(
                        "year_groups: {roles: {7: staff}}",
                        "staff",
                        "role of a year group: \"staff\" (expected: a role whose audience is one of pupils)",
                        null),
                with(
                        "year_groups: {roles: {7: ks3}, promotion: 31-08}",
                        "31-08",
                        "day of a year: \"31-08\" (expected: month and day, as in 09-01)",
                        null),
                with("alerting: [{roles: [ks3]}]", "{roles", "alert: no \"category\" (expected: one)", null),
                with(
                        "alerting: [{category: adult, roles: [kss3]}]",
                        "kss3",
                        "role: \"kss3\" (expected: one of ks3, pupil, staff)",
                        "ks3"),
                with(
                        "inside: [{hosts: [a.example]}]",
                        "{hosts",
                        "inside target: no \"networks\" (expected: one)",
                        null),
                with(
                        "inside: [{networks: [10.0.0.0/8], ports: [0]}]",
                        "0]}",
                        "port: \"0\" (expected: 1 to 65535)",
                        null),
                with(
                        "inside: [{networks: [10.0.0.0/8], hosts: ['a b']}]",
                        "'a b'",
                        "host: \"a b\" (expected: example.org, *.example.org or =example.org; ",
                        null),
                with("connect_ports: [443, 70000]", "70000", "port: \"70000\" (expected: 1 to 65535)", null),
                with(
                        "connect_ports: [443, 80, 443]",
                        "443",
                        2,
                        "connect port twice: \"443\" (expected: once; it is",
                        null),
                with(
                        "connect_ports: [{port: 22, protocol: raw, hosts: [a.example]}]",
                        "{port",
                        "raw port without yes_i_mean: a mapping (expected: yes_i_mean: true, for nothing that goes",
                        null),
                with(
                        "connect_ports: [{port: 22, protocol: raw, yes_i_mean: true}]",
                        "{port",
                        "raw port without hosts: a mapping (expected: the hosts that it is for)",
                        null),
                with(
                        "connect_ports: [{port: 443, protocol: tls, yes_i_mean: true}]",
                        "{port",
                        "tls port with yes_i_mean: a mapping (expected: yes_i_mean only beside protocol: raw)",
                        null),
                with(
                        "connect_ports: [{port: 443, protocol: tsl}]",
                        "tsl",
                        "protocol: \"tsl\" (expected: one of tls, raw)",
                        "tls"),
                with("connect_ports: [{port: 443}]", "{port", "connect port: no \"protocol\" (expected: one)", null),
                with(
                        "connect_ports:\n- {port: 443, protocol: tls, hosts: [a.example]}\n"
                                + "- {port: 443, protocol: raw, hosts: [A.example], yes_i_mean: true}",
                        "{port",
                        2,
                        "connect port twice: a mapping (expected: once for a.example; it is also in line",
                        null),
                with("connect_ports: ['443']", "'443'", "port: \"443\" (expected: 1 to 65535)", null),
                with(
                        "detection: {repeated_blocks: {page: 5}}",
                        "page",
                        "unknown key of repeated blocks: \"page\" (expected: one of pages, minutes, except)",
                        "pages"),
                with("detection: {circumvention: {acts: 1}}", "1}}", "acts: \"1\" (expected: 2 to 4)", null),
                with(
                        "detection: {circumvention: {categories: [vnp]}}",
                        "vnp",
                        "category: \"vnp\" (expected: a category of the vocabulary)",
                        "vpn"),
                with("detection: [30]", "[30]", "detection: a list (expected: a mapping)", null),
                with(
                        "access_log: {private: []}",
                        "private",
                        "unknown key of access log: \"private\" (expected: one of private_categories)",
                        null),
                with(
                        "access_log: {private_categories: [banks]}",
                        "banks",
                        "category: \"banks\" (expected: a category of the vocabulary)",
                        "bank"),
                with("? [a, b]\n: c", "[a", "key: a list (expected: text)", null),
                with("zones: ~", "~", "zones: nothing (expected: a list)", null),
                with("zones: &all []", "&all", "anchors and aliases are not read; write the value out", null),
                with("zones: *all", "*all", "anchors and aliases are not read; write the value out", null),
                with("zones: !!set {}", "!!set", "tags are not read; write the plain value", null),
                with("---\nformat: 1", "---", "a second document (expected: one)", null),
                with("zones: " + "[".repeat(12) + "]".repeat(12), "[]", "nested more than 12 deep", null),
                with("zones: [}", "}", "not YAML: ", null),
                with("\tzones: []", "\t", "not YAML: ", null));
    }

    private static final String FORMAT = "format: 1\n";
    private static final String SCHOOL = "school: {name: School, time_zone: Europe/London}\n";
    private static final String ROLES =
            "roles:\n  pupil: {}\n  ks3: {extends: pupil, audience: ks3}\n  staff: {audience: adult}\n";

    private static Arguments with(String yaml, String at, String message, @Nullable String nearest) {
        return with(yaml, at, 1, message, nearest);
    }

    private static Arguments with(String yaml, String at, int nth, String message, @Nullable String nearest) {
        String before = FORMAT + SCHOOL + ROLES + "# pad\n";
        return Arguments.of(before + yaml + "\n", at, before.length(), nth, message, nearest);
    }

    private static Arguments role(String role, String at, String message, @Nullable String nearest) {
        return role(role, at, 1, message, nearest);
    }

    private static Arguments role(String role, String at, int nth, String message, @Nullable String nearest) {
        String before = FORMAT + SCHOOL + "roles:\n  ";
        return Arguments.of(
                before + "one: " + role + "\n  other: {audience: adult}\n", at, before.length(), nth, message, nearest);
    }

    private static Arguments mistake(String yaml, String at, String message, @Nullable String nearest) {
        return mistake(yaml, at, 1, message, nearest);
    }

    private static Arguments mistake(String yaml, String at, int nth, String message, @Nullable String nearest) {
        return Arguments.of(yaml, at, 0, nth, message, nearest);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeIsReportedWithItsPlaceAndTheNearestName(
            String yaml, String at, int from, int nth, String message, @Nullable String nearest) {
        int offset = from - 1;
        for (int i = 0; i < nth; i++) {
            offset = yaml.indexOf(at, offset + 1);
        }
        int line =
                (int) yaml.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - yaml.lastIndexOf('\n', offset - 1);

        List<PolicyError> errors = errors(yaml);

        assertThat(errors).hasSize(1);
        PolicyError error = errors.get(0);
        assertThat(error.message()).startsWith(message);
        assertThat(error.file()).isEqualTo("policy.yaml");
        assertThat(List.of(error.line(), error.column()))
                .as("line and column of " + at)
                .isEqualTo(List.of(line, column));
        assertThat(error.nearest()).isEqualTo(nearest);
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheFile() {
        String yaml = """
                format: 1
                school: {name: School, time_zone: Europe/London}
                roles:
                  ks3: {audience: ks3, defualt: block, blocked_categories: [gamblin]}
                rules:
                  - {id: r, roles: [k3], hosts: [a.example], action: block}
                """;
        assertThat(errors(yaml))
                .extracting(PolicyError::text)
                .containsExactly(
                        "policy.yaml:4:24: unknown key of role: \"defualt\" (expected: one of title, extends, audience, default,"
                                + " unlisted, blocked_categories, allowed_categories, closed, safe_search, youtube, tenants,"
                                + " downloads, uploads, clause); did you mean \"default\"?",
                        "policy.yaml:4:61: category: \"gamblin\" (expected: a category of the vocabulary);"
                                + " did you mean \"gambling\"?",
                        "policy.yaml:6:21: role: \"k3\" (expected: one of ks3); did you mean \"ks3\"?");
    }

    @Test
    void cycleIsReportedAtEachRoleInIt() {
        String yaml = FORMAT + SCHOOL
                + "roles:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}\n  d: {extends: a, audience: ks1}\n";
        assertThat(errors(yaml)).extracting(PolicyError::line).containsExactly(4, 5, 6);
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() {
        String yaml = FORMAT + SCHOOL + ROLES + "#" + "x".repeat(1 << 20) + "\n";
        assertThat(errors(yaml)).extracting(PolicyError::message).containsExactly("more than 1048576 bytes");
    }

    @Test
    void emptyTextIsNoPolicy() {
        assertThat(errors(""))
                .extracting(PolicyError::message)
                .containsExactly("policy: nothing (expected: a mapping)");
        assertThat(errors("\0"))
                .extracting(PolicyError::message)
                .singleElement()
                .asString()
                .startsWith("not YAML: ");
    }

    @Test
    void leastDocumentHasSafeDefaults() throws InvalidPolicyException {
        PolicyDocument document = PolicyReader.read(FORMAT + SCHOOL + ROLES, "policy.yaml", Vocabulary.standard());
        assertThat(document.connectPorts()).containsExactly(new ConnectPort(443, TunnelProtocol.TLS, List.of()));
        assertThat(document.riskFloor()).isEqualTo(RiskFloor.ALWAYS);
        assertThat(document.school().languages()).containsExactly(Locale.ENGLISH);
        assertThat(document.zones()).isEmpty();
        assertThat(document.inside()).isEmpty();
        assertThat(document.text()).isEqualTo(FORMAT + SCHOOL + ROLES);
        assertThat(document.version()).matches("[0-9a-f]{12}");
    }

    @Test
    void whatADocumentSaysOfTheSchoolIsRead() throws InvalidPolicyException {
        PolicyDocument document =
                PolicyReader.read(FORMAT + SCHOOL + ROLES + """
                        sites: [{id: films, name: Films, hosts: [films.example], companions: [media.example]}]
                        device_groups: [{id: trolley, name: Tablets of the trolley}]
                        grantable: {categories: [games], sites: [films]}
                        clauses: [{id: 3.4, title: Filtering}]
                        titles: {dsl: DCPO, head: Principal}
                        alert_routing:
                          - {themes: [malware], categories: [malware], to: [network_manager]}
                          - {reporters: [staff], to: [dsl, network_manager]}
                        watch_hours: [teaching_hours]
                        retention: {suspected_incidents: 90}
                        year_groups: {roles: {8: ks3, 7: ks3, reception: ks3}, promotion: 08-24}
                        """, "policy.yaml", Vocabulary.standard());

        assertThat(document.sites().get("films"))
                .isEqualTo(new NamedSite(
                        "films",
                        "Films",
                        List.of(Hosts.pattern("films.example")),
                        List.of(Hosts.pattern("media.example"))));
        assertThat(document.deviceGroups())
                .containsExactly(new PolicyDocument.DeviceGroup("trolley", "Tablets of the trolley"));
        assertThat(document.grantable()).isEqualTo(new Grantable(Policies.categories("games"), Set.of("films")));
        Organisation school = document.organisation();
        assertThat(school.clauses()).containsExactly(new Organisation.Clause("3.4", "Filtering"));
        assertThat(List.of(school.title(Office.DSL), school.title(Office.GOVERNORS)))
                .containsExactly("DCPO", "Governors");
        assertThat(school.routes())
                .containsExactly(
                        new AlertRoute(
                                Set.of(Theme.MALWARE),
                                Policies.categories("malware"),
                                Set.of(),
                                Set.of(Office.NETWORK_MANAGER)),
                        new AlertRoute(
                                Set.of(), Set.of(), Set.of("staff"), Set.of(Office.DSL, Office.NETWORK_MANAGER)));
        assertThat(school.watchHours()).isEqualTo(new When.AnyOf(List.of(TimeWord.TEACHING_HOURS)));
        assertThat(school.retention()).isEqualTo(new Organisation.Retention(90, 3_650, 30));
        assertThat(school.yearGroups().roles().keySet()).containsExactly("reception", "7", "8");
        assertThat(school.yearGroups().promotion()).isEqualTo(MonthDay.of(8, 24));
    }

    @Test
    void siteOfThePolicyStandsInThePlaceOfOneThatShips() throws InvalidPolicyException {
        SiteSets shipped = Policies.sites("""
                format: 1
                version: "1"
                sites:
                  - {id: films, name: Films, hosts: [films.example], source: "https://films.example", why: Lessons}
                  - {id: maps, name: Maps, hosts: [maps.example], source: "https://maps.example", why: Lessons}
                """);
        String own = "sites: [{id: films, name: Our films, hosts: [own.example]}]\n";
        String rule = "rules: [{id: r, sites: [films, maps], action: block}]\n";

        PolicyDocument document =
                PolicyReader.read(FORMAT + SCHOOL + ROLES + own + rule, "policy.yaml", Vocabulary.standard(), shipped);

        assertThat(document.hosts(document.rules().get(0).what()))
                .containsExactlyInAnyOrder(Hosts.pattern("own.example"), Hosts.pattern("maps.example"));
    }

    @Test
    void riskFloorCanOnlyGrow() throws InvalidPolicyException {
        PolicyDocument document = PolicyReader.read(
                FORMAT + SCHOOL + ROLES + "risk_floor: [adult]\n", "policy.yaml", Vocabulary.standard());
        List<Category> floor = new ArrayList<>(RiskFloor.ALWAYS);
        floor.add(new Category("adult"));
        assertThat(document.riskFloor()).isEqualTo(Set.copyOf(floor));
    }

    @Test
    void aliasOfACategoryIsThatCategory() throws InvalidPolicyException {
        PolicyDocument document = PolicyReader.read(
                FORMAT + SCHOOL + ROLES + "required_categories: [porn]\n", "policy.yaml", Vocabulary.standard());
        assertThat(document.requiredCategories()).containsExactly(new Category("adult"));
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoMistake() throws InvalidPolicyException {
        String yaml = "\ufeff" + (FORMAT + SCHOOL + ROLES).replace("\n", "\r\n");
        assertThat(PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard()).roles())
                .hasSize(3);
    }

    @Test
    void whateverTheTextNothingButErrorsComesOfIt() {
        Random random = new Random(11);
        String whole = FORMAT + SCHOOL + ROLES + """
                zones: [{id: a, name: "A", networks: [10.0.0.0/8, "fd00::/8"], roles: [ks3], shared_address: true}]
                entries: [{pattern: '*.a.example', action: block, roles: [pupil]}]
                rules:
                  - {id: r, roles: [ks3], categories: [games], action: allow, clause: "7"}
                inside: [{networks: [10.0.0.1], ports: [80]}]
                """;
        String alphabet = " \n\t:{}[],-&*!|>'\"%@`#?~.=/0aé\u0000\ud800\u2028";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                if (random.nextBoolean()) {
                    text.setCharAt(at, c);
                } else {
                    text.insert(at, c);
                }
            }
            try {
                PolicyReader.read(text.toString(), "policy.yaml", Vocabulary.standard());
            } catch (InvalidPolicyException e) {
                assertThat(e.errors()).isNotEmpty().allMatch(error -> error.line() > 0 && error.column() > 0);
            }
        }
    }

    private static List<PolicyError> errors(String yaml) {
        InvalidPolicyException invalid = catchThrowableOfType(
                InvalidPolicyException.class, () -> PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard()));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.errors();
    }
}
