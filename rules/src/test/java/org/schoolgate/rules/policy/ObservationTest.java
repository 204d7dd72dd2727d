package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;

final class ObservationTest {
    private static final String OBSERVE = """
            observe: {from: 2026-11-30, until: 2026-12-11, approved_by: "The lead", yes_i_mean: true}
            """;
    private static final String FOR_KS4 = OBSERVE.replace("from:", "roles: [ks4, staff], from:");
    private static final String REST = """
            zones:
              - {id: closed, name: Closed, networks: [], roles: [ks3], closed: [{}]}
            roles:
              pupil: {blocked_categories: [games, adult, self_harm, vpn]}
              ks1: {audience: ks1, default: block, unlisted: block}
              ks3: {extends: pupil, audience: ks3, default: allow}
              ks4: {extends: pupil, audience: ks4, default: allow}
              staff: {audience: adult, default: allow, blocked_categories: [games, adult, self_harm]}
            risk_floor: [gambling]
            required_categories: [adult]
            entries:
              - {pattern: named.example, action: block}
            """;
    private static final Policy EVERYONE = policy(OBSERVE, "adult");

    private static Policy policy(String observe, String... loaded) {
        return Policies.compile(Policies.HEAD + observe + REST, SiteSets.NONE, loaded);
    }

    private static Instant at(String clock) {
        return LocalDateTime.parse(clock).atZone(ZoneId.of("Europe/London")).toInstant();
    }

    private static Request request(String role, Zone zone, Host host) {
        return new Request(Principal.unidentified(role, Attribution.ZONE), zone, host, 80, Scheme.HTTP, "/");
    }

    private static Explanation explain(Policy policy, String role, String listed, String clock) {
        String name = listed.equals("-") ? "named.example" : "site.example";
        Host host = Hosts.host(name);
        Verdict verdict = Policies.verdict(host, listed);
        Request request = request(role, Zone.unknown(role), host);
        Explanation explanation = policy.explain(request, verdict, LiveFacts.NONE, at(clock));
        assertThat(policy.decide(request, verdict, LiveFacts.NONE, at(clock))).isEqualTo(explanation.decision());
        return explanation;
    }

    private static String outcome(Decision decision) {
        return (decision.isObserved() ? "observed" : decision.action().id()) + " "
                + decision.reason().step().id();
    }

    /** Columns: role, what lists say (- for a named host), what becomes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ks3   | games@site.example                        | observed category
                    ks3   | vpn@site.example                          | observed category
                    ks3   | -                                         | observed named
                    ks1   | games@site.example                        | observed default
                    staff | games@site.example                        | observed category
                    staff | adult@site.example                        | observed category
                    ks3   | adult@site.example                        | block category
                    ks3   | self_harm@site.example                    | block category
                    ks3   | games@site.example,adult@example          | block category
                    ks3   | mixed_adult@site.example,games@example    | block category
                    ks1   | mixed_adult@site.example                  | block default
                    ks3   | malware@site.example                      | block risk_floor
                    staff | malware@site.example                      | block risk_floor
                    staff | phishing@site.example                     | block risk_floor
                    staff | extremism@site.example                    | block risk_floor
                    staff | gambling@site.example                     | block risk_floor
                    ks3   | news@site.example                         | allow default
                    """)
    void whatRulesBlockGoesThroughAndWhatKeepsPeopleSafeStaysBlocked(String role, String listed, String outcome) {
        assertThat(outcome(explain(EVERYONE, role, listed, "2026-12-01T10:00").decision()))
                .isEqualTo(outcome);
    }

    @Test
    void aClosedZoneIsOpenMeanwhile() {
        Zone closed = EVERYONE.zone("closed");
        assertThat(closed).isNotNull();
        Host host = Hosts.host("site.example");
        Decision decision = EVERYONE.decide(
                request("ks3", closed, host),
                Policies.verdict(host, "news@site.example"),
                LiveFacts.NONE,
                at("2026-12-01T10:00"));
        assertThat(outcome(decision)).isEqualTo("observed closure");
    }

    @Test
    void pupilsGetNothingMoreWhileListsAreMissingThatWouldTellAdultSites() {
        Policy blind = policy(OBSERVE);
        assertThat(outcome(explain(blind, "ks3", "games@site.example", "2026-12-01T10:00")
                        .decision()))
                .isEqualTo("block category");
        assertThat(outcome(explain(blind, "staff", "games@site.example", "2026-12-01T10:00")
                        .decision()))
                .isEqualTo("observed category");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T23:59:59, block category",
        "2026-11-30T00:00, observed category",
        "2026-12-11T23:59:59, observed category",
        "2026-12-12T00:00, block category",
    })
    void itBeginsAndEndsByItself(String clock, String outcome) {
        assertThat(outcome(explain(EVERYONE, "ks3", "games@site.example", clock).decision()))
                .isEqualTo(outcome);
    }

    @Test
    void itsBeginningAndItsEndAreChanges() {
        assertThat(EVERYONE.nextChange(at("2026-11-20T10:00"))).isEqualTo(at("2026-11-30T00:00"));
        assertThat(EVERYONE.nextChange(at("2026-11-30T00:00"))).isEqualTo(at("2026-12-12T00:00"));
        assertThat(EVERYONE.nextChange(at("2026-12-12T00:00"))).isNull();
    }

    @Test
    void itIsForTheRolesThatItNames() {
        Policy some = policy(FOR_KS4, "adult");
        String clock = "2026-12-01T10:00";
        assertThat(outcome(explain(some, "ks4", "games@site.example", clock).decision()))
                .isEqualTo("observed category");
        assertThat(outcome(explain(some, "ks3", "games@site.example", clock).decision()))
                .isEqualTo("block category");
    }

    @Test
    void explanationsSayThatItWouldBlock() {
        Explanation explanation = explain(EVERYONE, "ks3", "games@site.example", "2026-12-01T10:00");
        assertThat(explanation.trace().get(Step.CATEGORY.ordinal()).text())
                .startsWith("would block, let through by observe mode, by role/pupil, category games");
        assertThat(explanation.decision().reason().rule()).isEqualTo("role/pupil");
    }

    @Test
    void itIsSaidWhenItIsOnAndForWhom() {
        Policy some = policy(FOR_KS4, "adult");
        assertThat(some.observing(at("2026-11-29T10:00"))).isNull();
        assertThat(some.observing(at("2026-12-01T10:00")))
                .isEqualTo(
                        "observe: it is on for ks4, staff until the end of 2026-12-11, approved by The lead: what rules"
                                + " block goes through, and is written down as observed");
        assertThat(some.observing(at("2026-12-12T10:00"))).isNull();
        assertThat(EVERYONE.lints(at("2026-11-01T10:00")).toString()).contains("it is on from 2026-11-30 for everyone");
        assertThat(EVERYONE.lints(at("2026-12-12T10:00")).toString()).contains("it ended on 2026-12-11");
    }

    /** Columns: observe, message. The calendar has terms up to 18 December. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: 2026-11-30, until: 2026-12-11, approved_by: A | observe without yes_i_mean: a mapping (expected:"
                        + " yes_i_mean: true, for nothing that rules block is blocked)",
                "from: 2026-11-30, until: 2026-12-11, approved_by: A, yes_i_mean: false | observe without yes_i_mean: a mapping"
                        + " (expected: yes_i_mean: true, for nothing that rules block is blocked)",
                "from: 2026-11-30, until: 2026-12-11, yes_i_mean: true | observe: no \"approved_by\" (expected: one)",
                "until: 2026-12-11, approved_by: A, yes_i_mean: true | observe: no \"from\" (expected: one)",
                "from: 2026-11-30, until: 2026-11-29, approved_by: A, yes_i_mean: true | until: \"2026-11-29\" (expected:"
                        + " 2026-11-30 or later)",
                "from: 2026-11-30, until: 2026-12-14, approved_by: A, yes_i_mean: true | until: \"2026-12-14\" (expected:"
                        + " 2026-12-13 at the latest: 10 school days, and no more than 28 days)",
                "from: 2026-10-19, until: 2026-11-09, approved_by: A, yes_i_mean: true | until: \"2026-11-09\" (expected:"
                        + " 2026-11-08 at the latest: 10 school days, and no more than 28 days)",
                "from: 2026-12-18, until: 2027-01-15, approved_by: A, yes_i_mean: true | until: \"2027-01-15\" (expected:"
                        + " 2027-01-14 at the latest: 10 school days, and no more than 28 days)",
                "from: 2026-11-30, until: 2026-12-11, approved_by: A, yes_i_mean: true, roles: [ks5] | role: \"ks5\" (expected:"
                        + " one of ks1, ks3, ks4, pupil, staff)",
            })
    void observingForLongOrByNobodysWordIsRefused(String observe, String message) {
        String calendar = """
                calendar:
                  terms: [{name: Autumn, from: 2026-09-03, to: 2026-12-18}]
                  closures: [{name: Half-term, from: 2026-10-26, to: 2026-10-30}]
                """;
        InvalidPolicyException refused = catchThrowableOfType(
                InvalidPolicyException.class,
                () -> PolicyReader.read(
                        Policies.HEAD + calendar + "observe: {" + observe + "}\n" + REST,
                        "policy.yaml",
                        Vocabulary.standard()));
        assertThat(refused.errors()).extracting(PolicyError::message).containsExactly(message);
    }

    @Test
    void theWeekendAfterTheTenthSchoolDayCounts() {
        assertThat(policy(OBSERVE.replace("2026-12-11", "2026-12-13")).observing(at("2026-12-13T12:00")))
                .isNotNull();
    }
}
