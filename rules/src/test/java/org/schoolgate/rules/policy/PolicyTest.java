package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.TraceLine.Outcome;

final class PolicyTest {
    private static final String YAML = Policies.HEAD + """
            roles:
              pupil: {blocked_categories: [games]}
              ks1: {title: Infants, extends: pupil, audience: ks1}
              ks3: {extends: pupil, audience: ks3, default: allow}
              ks3-open: {audience: ks3, default: allow}
              staff: {audience: adult, default: allow}
              till: {audience: device}
            zones:
              - {id: lan, name: Whole network, networks: [10.0.0.0/8, "fd00::/8"], roles: [staff]}
              - {id: lab, name: ICT suite, networks: [10.1.0.0/16], roles: [staff, ks3-open, ks3]}
              - {id: desk, name: Desk, networks: [10.1.2.3], roles: [ks3, staff], unidentified: staff}
              - {id: tills, name: Tills, networks: [10.2.0.0/16], roles: [till, staff], shared_address: true}
            required_categories: [malware, adult]
            entries: [{pattern: =a.example, action: allow}]
            alerting: [{category: adult}, {category: games, roles: [pupil]}]
            connect_ports:
              - 443
              - 8443
              - {port: 8444, protocol: tls, hosts: [a.example]}
              - {port: 993, protocol: raw, hosts: [mail.example, 192.0.2.7], yes_i_mean: true}
              - {port: 8443, protocol: raw, hosts: [=old.b.example], yes_i_mean: true}
            access_log: {private_categories: [bank]}
            """;
    private static final Policy POLICY = Policies.compile(
            YAML,
            Policies.sites(
                    "{format: 1, version: t, infrastructure: [{name: P, hosts: [push.example], ports: [443, 5222], raw_ports: [5223], source: s, why: w}]}"),
            "adult");

    @ParameterizedTest
    @CsvSource({
        "10.9.9.9, lan, staff, ZONE",
        "[fd12::1], lan, staff, ZONE",
        "[::ffff:10.9.9.9], lan, staff, ZONE",
        "10.1.9.9, lab, ks3, ZONE",
        "10.1.2.3, desk, staff, ZONE",
        "10.2.0.1, tills, till, ZONE",
        "11.0.0.1, unknown, ks1, UNKNOWN_ZONE",
        "[fe80::1], unknown, ks1, UNKNOWN_ZONE",
    })
    void longestPrefixGivesTheZoneAndItsStrictestRoleUnlessItNamesOne(
            String address, String zone, String role, Attribution how) {
        Zone found = POLICY.zoneOf(Hosts.host(address).addressBytes());
        assertThat(found.id()).isEqualTo(zone);
        assertThat(POLICY.unidentified(found)).isEqualTo(Principal.unidentified(role, how));
    }

    @Test
    void templateIsARoleThatNobodyHolds() {
        assertThat(POLICY.roles()).extracting(Role::id).containsExactly("ks1", "ks3", "ks3-open", "staff", "till");
        assertThatThrownBy(() -> POLICY.role("pupil"))
                .hasMessage("role: \"pupil\" (expected: one of ks1, ks3, ks3-open, staff, till)");
        assertThat(POLICY.role("ks1")).isEqualTo(new Role("ks1", "Infants", Audience.KS1));
        assertThat(POLICY.role("staff")).isEqualTo(new Role("staff", "staff", Audience.ADULT));
    }

    @Test
    void missingRequiredCategoryClosesUnlistedSitesToPupilsAndSaysSo() {
        assertThat(POLICY.missing())
                .containsExactly("no list with the category \"malware\" is loaded: pupils do not get unlisted sites");
        assertThat(decide("ks3", "u.example", "-").rule()).isEqualTo("required_categories");
        assertThat(decide("staff", "u.example", "-").rule()).isEqualTo("role/staff");
        assertThat(decide("ks3", "a.example", "-").step()).isEqualTo(Step.NAMED);
        assertThat(decide("ks3", "s.example", "sports@s.example").step()).isEqualTo(Step.DEFAULT);
    }

    @Test
    void alertsFollowTheRole() {
        Category games = new Category("games");
        assertThat(POLICY.isAlerting(new Category("adult"), "staff")).isTrue();
        assertThat(POLICY.isAlerting(games, "ks3")).isTrue();
        assertThat(POLICY.isAlerting(games, "staff")).isFalse();
        assertThat(POLICY.isAlerting(new Category("press"), "ks1")).isFalse();
    }

    @Test
    void tunnelsGoToThePolicysPortsAndThoseOfTheInfrastructureSet() {
        assertThat(protocol("a.example", 8443)).isEqualTo(TunnelProtocol.TLS);
        assertThat(protocol("a.example", 5223)).isNull();
        assertThat(protocol("7.push.example", 5222)).isEqualTo(TunnelProtocol.TLS);
        assertThat(protocol("7.push.example", 5223)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("push.example", 22)).isNull();
    }

    @Test
    void rawPortIsRawForItsHostsAlone() {
        assertThat(protocol("imap.mail.example", 993)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("192.0.2.7", 993)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("mail.example", 994)).isNull();
        assertThat(protocol("a.example", 993)).isNull();
        assertThat(protocol("old.b.example", 8443)).isEqualTo(TunnelProtocol.RAW);
        assertThat(protocol("b.example", 8443)).isEqualTo(TunnelProtocol.TLS);
    }

    @Test
    void portOfOneHostIsClosedToOthers() {
        assertThat(protocol("www.a.example", 8444)).isEqualTo(TunnelProtocol.TLS);
        assertThat(protocol("b.example", 8444)).isNull();
    }

    private static @Nullable TunnelProtocol protocol(String host, int port) {
        return POLICY.tunnelProtocol(Hosts.host(host), port);
    }

    @Test
    void privateCategoryKeepsPathsOutOfTheLog() {
        assertThat(POLICY.pathLogging(Policies.verdict(Hosts.host("b.example"), "press@b.example,bank@b.example")))
                .isEqualTo(PathLogging.NONE);
        assertThat(POLICY.pathLogging(Policies.verdict(Hosts.host("b.example"), "press@b.example")))
                .isEqualTo(PathLogging.PATH_AND_QUERY);
    }

    @Test
    void traceHasEveryStepAndWhatItSaid() {
        assertThat(explain("ks1", "www.play.example", "games@play.example").trace())
                .extracting(line -> line.step().number() + " " + line.step().id() + " "
                        + line.outcome().id() + ": " + line.text())
                .containsExactly(
                        "1 locked empty: no locked list is armed",
                        "2 help passed: not in the help set",
                        "3 infrastructure passed: not in the infrastructure set",
                        "4 who empty: nobody has to sign in or to agree here",
                        "5 containment empty: nothing is contained",
                        "6 risk_floor passed: no list has it as extremism, malware, phishing",
                        "7 restriction empty: nobody is restricted",
                        "8 grant empty: nothing is granted, and there is no duty exception",
                        "9 closure empty: no zone and no role has closing times",
                        "10 named passed: no entry and no rule names it for ks1",
                        "11 category decided: block by role/pupil, category games, list list/games: domains line 7,"
                                + " play.example",
                        "12 unlisted not_reached: settled by a stronger step",
                        "13 default not_reached: settled by a stronger step");
    }

    @Test
    void emptyStepsStayEmptyWhenAStrongerStepSettles() {
        List<TraceLine> trace = explain("ks1", "push.example", "-").trace();
        assertThat(trace).hasSize(Step.values().length);
        assertThat(trace.get(2).outcome()).isEqualTo(Outcome.DECIDED);
        assertThat(trace.get(3).outcome()).isEqualTo(Outcome.EMPTY);
        assertThat(trace.get(5).outcome()).isEqualTo(Outcome.NOT_REACHED);
    }

    private static Reason decide(String role, String host, String listed) {
        return explain(role, host, listed).decision().reason();
    }

    private static Explanation explain(String role, String host, String listed) {
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        Request request = new Request(principal, Zone.unknown(role), Hosts.host(host), 80, Scheme.HTTP, "/");
        Verdict verdict = POLICY.known(Policies.verdict(request.host(), listed));
        return POLICY.explain(request, verdict, LiveFacts.NONE, Instant.EPOCH);
    }
}
