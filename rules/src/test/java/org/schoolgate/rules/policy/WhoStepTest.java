package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Verdict;

final class WhoStepTest {
    private static final Vocabulary VOCABULARY = Vocabulary.standard();
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
    private static final String TEXT = """
            format: 1
            school: {name: Example School, time_zone: Europe/London}
            zones:
              - {id: wanted, name: A, networks: [10.1.0.0/24], roles: [ks3, device], unidentified: ks3, sign_in: required}
              - {id: possible, name: B, networks: [10.2.0.0/24], roles: [ks3], sign_in: optional}
              - {id: off, name: C, networks: [10.3.0.0/24], roles: [ks3], sign_in: off}
              - {id: silent, name: D, networks: [10.4.0.0/24], roles: [ks3]}
              - {id: things, name: E, networks: [10.5.0.0/24], roles: [device], sign_in: required}
            roles:
              ks3: {audience: ks3, default: allow}
              device: {audience: device, default: allow}
            entries: [{pattern: entry.example, action: allow, note: named}]
            """;
    private static final Policy POLICY = policy(TEXT);

    private static Policy policy(String text) {
        try {
            SiteSets sites = SiteSets.read("""
                    format: 1
                    version: test
                    help: [{name: H, hosts: [help.example], source: s, why: w}]
                    infrastructure: [{name: I, hosts: [probe.example], source: s, why: w}]
                    """, "sites.yaml", VOCABULARY);
            return Policy.compile(PolicyReader.read(text, "policy.yaml", VOCABULARY), sites, VOCABULARY, Set.of());
        } catch (InvalidPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static Request request(String zone, Principal who, String host) {
        Zone place = POLICY.zone(zone);
        if (place == null) {
            throw new AssertionError(zone);
        }
        return new Request(who, place, Hosts.host(host), 80, Scheme.HTTP, "/");
    }

    private static Explanation explain(String zone, Principal who, String host) {
        Request request = request(zone, who, host);
        return POLICY.explain(
                request, POLICY.complete(new Verdict(request.host(), List.of()), LiveFacts.NONE), LiveFacts.NONE, AT);
    }

    @ParameterizedTest
    @CsvSource({
        "wanted, ks3, ZONE, site.example, who",
        "wanted, ks3, ZONE, entry.example, who",
        "wanted, ks3, ZONE, help.example, help",
        "wanted, ks3, ZONE, probe.example, infrastructure",
        "wanted, ks3, PROXY_AUTH, site.example, unlisted",
        "wanted, ks3, PROXY_AUTH, entry.example, named",
        "wanted, ks3, PROXY_AUTH_ZONE_ROLE, site.example, unlisted",
        "wanted, ks3, DEVICE, site.example, who",
        "wanted, ks3, DEVICE_ZONE_ROLE, site.example, who",
        "wanted, device, DEVICE, site.example, unlisted",
        "things, device, ZONE, site.example, who",
        "things, device, DEVICE_ZONE_ROLE, site.example, who",
        "things, device, DEVICE, site.example, unlisted",
        "possible, ks3, ZONE, site.example, unlisted",
        "off, ks3, ZONE, site.example, unlisted",
        "silent, ks3, ZONE, site.example, unlisted"
    })
    void whoeverHasNotSignedInWhereEveryoneDoesGetsOnlyWhatNeedsNobody(
            String zone, String role, Attribution how, String host, String step) {
        Explanation explanation = explain(zone, Principal.unidentified(role, how), host);
        Reason reason = explanation.decision().reason();
        assertThat(reason.step().id()).isEqualTo(step);
        assertThat(reason.asksWhoItIs()).isEqualTo(step.equals("who"));
        assertThat(explanation.decision().action()).isEqualTo(step.equals("who") ? Action.BLOCK : Action.ALLOW);
    }

    @Test
    void whoHoldsARoleIsTakenToHaveSignedIn() {
        Explanation explanation = explain("wanted", Principal.holding("ks3"), "site.example");
        assertThat(explanation.decision().action()).isEqualTo(Action.ALLOW);
        assertThat(explanation.trace())
                .contains(new TraceLine(
                        Step.WHO,
                        TraceLine.Outcome.PASSED,
                        "somebody signed in, or it is a device that nobody sits at"));
    }

    @Test
    void explanationSaysThatNobodySignsInThere() {
        Principal nobody = Principal.unidentified("ks3", Attribution.ZONE);
        assertThat(explain("silent", nobody, "site.example").trace())
                .contains(new TraceLine(Step.WHO, TraceLine.Outcome.PASSED, "nobody has to sign in in this zone"));
        assertThat(explain("wanted", nobody, "site.example").trace())
                .contains(new TraceLine(Step.WHO, TraceLine.Outcome.DECIDED, "block by sign_in"));
    }

    @Test
    void anythingElseIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> PolicyReader.read(
                        TEXT.replace("sign_in: required", "sign_in: require"), "policy.yaml", VOCABULARY))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining(
                        "policy.yaml:4:102: sign-in: \"require\" (expected: one of off, optional, required); did you mean"
                                + " \"required\"?");
    }
}
