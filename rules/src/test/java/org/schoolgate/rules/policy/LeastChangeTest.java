package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;

final class LeastChangeTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:15:00Z");
    private static final String POLICY = Policies.HEAD + """
            zones: [{id: lab, name: Laboratory, networks: [192.0.2.0/24], roles: [ks3, ks4, staff], closed: [%s]}]
            roles:
              pupil: {blocked_categories: [games, gambling], default: allow, unlisted: block}
              ks3: {extends: pupil, audience: ks3}
              ks4: {extends: pupil, audience: ks4}
              year11: {extends: ks4, audience: ks4, allowed_categories: [games]}
              staff: {audience: adult, default: allow}
            entries:
              - {pattern: forum.example, action: block}
              - {pattern: reading.example, action: allow, roles: [pupil]}
            rules:
              - {id: no-shops, roles: [staff], categories: [shopping], action: block}
              - {id: no-wiki, roles: [ks3], hosts: [=wiki.example], action: block}
            """;
    private static final String SITES = """
            format: 1
            version: "1"
            help: [{name: Helpline, hosts: [helpline.example], source: "its site", why: "for children"}]
            """;

    private static Policy policy(String closed, String more) {
        String yaml = POLICY.formatted(closed).replace("entries:\n", "entries:\n" + more);
        return Policies.compile(yaml, Policies.sites(SITES));
    }

    private static Explanation explain(Policy policy, String role, String host, String listed, LiveFacts live) {
        Host asked = Hosts.host(host);
        return policy.explain(request(policy, role, asked), verdict(policy, asked, listed, live), live, AT);
    }

    private static Verdict verdict(Policy policy, Host host, String listed, LiveFacts live) {
        return policy.complete(Policies.verdict(host, listed), live);
    }

    private static Request request(Policy policy, String role, Host host) {
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        Zone zone = Objects.requireNonNull(policy.zone("lab"));
        return new Request(principal, zone, host, 80, Scheme.HTTP, "/");
    }

    private static Action decide(Policy policy, String role, String host, String listed, LiveFacts live) {
        return explain(policy, role, host, listed, live).decision().action();
    }

    /** The entry that is proposed as a line of {@code entries} of a policy. */
    private static String written(LeastChange.Entry entry) {
        return "  - {pattern: '%s', action: %s, roles: [%s]}\n"
                .formatted(entry.pattern(), entry.action().id(), entry.role());
    }

    private static LiveFacts made(LeastChange.Entry entry) {
        return new LiveFacts(List.of(new ManagerEntry(
                "new", entry.pattern(), new Edit.Decide(entry.action(), Set.of(entry.role())), "", AT)));
    }

    /** In the last column, whether the entry does it as well where it stands in the policy, beside what is there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ks3    | play.example      | games@play.example       | BLOCK | false | ks3        | true
            ks4    | www.play.example  | games@play.example       | BLOCK | false | ks4        | true
            ks3    | casino.example    | gambling@casino.example  | BLOCK | true  | ks3        | true
            ks3    | both.example      | games@both.example,gambling@both.example | BLOCK | true | ks3 | true
            ks3    | new.example       | -                        | BLOCK | false | ks3        | true
            ks4    | new.example       | -                        | BLOCK | false | ks4 year11 | true
            ks3    | press.example     | press@press.example      | ALLOW | false | ks3        | true
            ks3    | www.forum.example | -                        | BLOCK | false | ks3        | true
            ks3    | wiki.example      | -                        | BLOCK | false | ks3        | false
            ks3    | reading.example   | -                        | ALLOW | false | ks3        | true
            staff  | shop.example      | shopping@shop.example    | BLOCK | false | staff      | true
            staff  | new.example       | -                        | ALLOW | false | staff      | true
            year11 | play.example      | games@play.example       | ALLOW | false | year11     | true
            """)
    void proposedEntryTurnsTheDecision(
            String role, String host, String listed, Action decision, boolean second, String roles, boolean inPolicy) {
        Policy policy = policy("", "");
        Explanation explanation = explain(policy, role, host, listed, LiveFacts.NONE);
        assertThat(explanation.decision().action()).isEqualTo(decision);
        LeastChange least = least(explanation);
        LeastChange.Entry entry = Objects.requireNonNull(least.entry(), least.text());

        assertThat(entry.pattern().text()).isEqualTo("=" + host);
        assertThat(entry.role()).isEqualTo(role);
        assertThat(least.needsSecondPerson()).isEqualTo(second);
        assertThat(decide(policy, role, host, listed, made(entry)))
                .as("with the entry made live")
                .isEqualTo(entry.action())
                .isNotEqualTo(decision);
        assertThat(policy.roles().stream()
                        .map(Role::id)
                        .filter(each -> decide(policy, each, host, listed, made(entry))
                                != decide(policy, each, host, listed, LiveFacts.NONE)))
                .as("roles for which it is decided otherwise")
                .containsExactlyElementsOf(least.roles())
                .containsExactlyElementsOf(Arrays.asList(roles.split(" ")));
        assertThat(decide(policy("", written(entry)), role, host, listed, LiveFacts.NONE) == entry.action())
                .as("with the entry in the policy")
                .isEqualTo(inPolicy);
    }

    private static LeastChange least(Explanation explanation) {
        return Objects.requireNonNull(explanation.least());
    }

    @Test
    void entryOfTheManagerThatBlocksHasToGo() {
        Policy policy = policy("", "");
        LiveFacts live = made(new LeastChange.Entry(Hosts.pattern("=press.example"), Action.BLOCK, "ks3"));
        LeastChange least = least(explain(policy, "ks3", "press.example", "press@press.example", live));
        assertThat(least.text()).isEqualTo("the entry manager/new removed");
        assertThat(least.entry()).isNull();
        assertThat(least.roles()).containsExactly("ks3");
        assertThat(decide(policy, "ks3", "press.example", "press@press.example", LiveFacts.NONE))
                .isEqualTo(Action.ALLOW);
    }

    @Test
    void nothingIsProposedWhereNothingDoesIt() {
        Policy policy = policy("", "");
        LeastChange floor = least(explain(policy, "staff", "bad.example", "malware@bad.example", LiveFacts.NONE));
        assertThat(floor.text())
                .isEqualTo(
                        "no entry: nothing in a policy lifts the risk floor; the list list/malware would have to leave it"
                                + " out");
        LeastChange help = least(explain(policy, "ks3", "helpline.example", "-", LiveFacts.NONE));
        assertThat(help.text()).isEqualTo("nothing: no policy and no entry blocks what is always reachable");
        LeastChange closed = least(explain(
                policy("{days: [tuesday], from: '09:00', to: '12:00'}", ""), "ks3", "a.example", "-", LiveFacts.NONE));
        assertThat(closed.text())
                .isEqualTo(
                        "the end of the time at which zone/lab is closed, Tuesday 2026-11-24 12:00; no entry changes what is decided before hosts are looked at");
        for (LeastChange least : List.of(floor, help, closed)) {
            assertThat(least.entry()).isNull();
            assertThat(least.roles()).isEmpty();
        }
    }

    @Test
    void whatIsProposedForAHostOfRiskNamesTheRisk() {
        LeastChange least =
                least(explain(policy("", ""), "ks3", "casino.example", "gambling@casino.example", LiveFacts.NONE));
        assertThat(least.text())
                .isEqualTo(
                        "an entry of the manager that allows =casino.example to ks3; it needs a second person, as lists have"
                                + " the host as gambling");
    }
}
