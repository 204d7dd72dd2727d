package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.locked.LockedLists;
import org.schoolgate.rules.locked.LockedSelfTest;
import org.schoolgate.rules.locked.LockedSlot;

final class LockedStepTest {
    private static final SiteSets SITES = Policies.sites("""
            format: 1
            version: test
            help:
              - {name: Helpline, hosts: [help.example, bad-help.example], source: "https://help.example/", why: help}
            infrastructure:
              - {name: Updates, hosts: [updates.example, bad-updates.example], source: "https://updates.example/", why: updates}
            """);
    private static final Policy UNARMED = Policies.compile(
            Policies.HEAD + "roles: {staff: {audience: adult, default: allow}, ks1: {audience: ks1}}\n", SITES);
    private static final Policy ARMED = UNARMED.withLocked(new LockedSlot.Armed(
            LockedLists.list("bad.example", "bad-help.example", "bad-updates.example", "pages.example/bad")));
    private static final Policy CLOSED = UNARMED.withLocked(new LockedSlot.Closed("it is lost"));

    @ParameterizedTest
    @ValueSource(strings = {"bad.example", "www.bad.example", "bad-help.example", "bad-updates.example"})
    void listedHostIsBlockedBeforeEverythingElse(String host) {
        for (String role : List.of("staff", "ks1")) {
            Reason reason = reason(ARMED, role, host, "/");
            assertThat(reason.step()).isEqualTo(Step.LOCKED);
            assertThat(reason.isSealed()).isTrue();
            assertThat(Policy.isLockedIncident(reason)).isTrue();
        }
    }

    @Test
    void managersEntryDoesNotLiftIt() {
        LiveFacts allowing = new LiveFacts(List.of(new ManagerEntry(
                "e1", Hosts.pattern("bad.example"), new Edit.Decide(Action.ALLOW, Set.of()), "a note", Instant.EPOCH)));
        Decision decision = ARMED.decide(
                request(ARMED, "staff", "bad.example", "/"),
                Policies.verdict(Hosts.host("bad.example"), "-"),
                allowing,
                Instant.EPOCH);
        assertThat(decision.action()).isEqualTo(Action.BLOCK);
    }

    @Test
    void pageIsBlockedWhereItsPathIsSeenAndOnlyThere() {
        assertThat(reason(ARMED, "staff", "pages.example", "/bad/x").step()).isEqualTo(Step.LOCKED);
        assertThat(reason(ARMED, "staff", "pages.example", "/").step()).isNotEqualTo(Step.LOCKED);
        assertThat(reason(ARMED, "staff", "pages.example", null).step()).isNotEqualTo(Step.LOCKED);
    }

    @Test
    void explanationShowsTheIdAndNothingOfTheAddress() {
        Explanation explanation = explain(ARMED, "staff", "www.bad.example", "/x");
        Reason reason = explanation.decision().reason();
        assertThat(reason.rule()).matches("locked/L-[0-9A-Z]{10}");
        assertThat(reason.match()).isNull();
        assertThat(explanation.trace().get(0).text()).isEqualTo("block by " + reason.rule() + ", category locked");
        assertThat(explanation.trace().toString()).doesNotContain("bad");
    }

    @Test
    void traceOfAnotherSiteSaysThatItIsNotListed() {
        TraceLine first = explain(ARMED, "staff", "good.example", "/").trace().get(0);
        assertThat(first.outcome()).isEqualTo(TraceLine.Outcome.PASSED);
        assertThat(first.text()).isEqualTo("not in the locked list");
    }

    @Test
    void selfTestIsBlockedAndNoIncident() {
        Reason reason = reason(ARMED, "staff", LockedSelfTest.HOST, null);
        assertThat(reason.step()).isEqualTo(Step.LOCKED);
        assertThat(reason.rule()).startsWith("locked-self-test/L-");
        assertThat(Policy.isLockedIncident(reason)).isFalse();
    }

    @Test
    void armedWithoutItsListEverythingIsClosedButTheHelpSet() {
        for (String host : List.of("updates.example", "good.example", "bad.example")) {
            Reason reason = reason(CLOSED, "staff", host, "/");
            assertThat(reason.rule()).isEqualTo(Reason.LOCKED_LIST_MISSING);
            assertThat(reason.isSealed()).isTrue();
            assertThat(Policy.isLockedIncident(reason)).isFalse();
        }
        assertThat(reason(CLOSED, "ks1", "help.example", "/").step()).isEqualTo(Step.HELP);
        assertThat(explain(CLOSED, "ks1", "help.example", "/").trace().get(0).text())
                .isEqualTo("a locked list was armed and is missing (it is lost): all but the help set is closed");
    }

    private static Reason reason(Policy policy, String role, String host, @Nullable String path) {
        return explain(policy, role, host, path).decision().reason();
    }

    private static Explanation explain(Policy policy, String role, String host, @Nullable String path) {
        return policy.explain(
                request(policy, role, host, path),
                Policies.verdict(Hosts.host(host), "-"),
                LiveFacts.NONE,
                Instant.EPOCH);
    }

    private static Request request(Policy policy, String role, String host, @Nullable String path) {
        Zone zone = policy.zoneOf(new byte[] {10, 0, 0, 1});
        Scheme scheme = path == null ? Scheme.CONNECT : Scheme.HTTP;
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        return new Request(principal, zone, Hosts.host(host), 80, scheme, path);
    }
}
