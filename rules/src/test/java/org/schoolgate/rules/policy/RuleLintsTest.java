package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of rules that are probably not meant so, and that nothing is said of those that are. */
final class RuleLintsTest {
    private static final String ROLES = """
            roles:
              everyone: {blocked_categories: [adult]}
              pupil: {extends: everyone}
              ks3: {extends: pupil, audience: ks3, blocked_categories: [chat]}
              ks4: {extends: pupil, audience: ks4}
              staff: {extends: everyone, audience: adult}
              unused: {}
            """;
    private static final String ZONES = """
            zones:
              - {id: suite, name: Suite, networks: [10.1.0.0/16], roles: [ks3, staff]}
              - {id: office, name: Office, networks: [10.2.0.0/16], roles: [staff]}
            """;

    @Test
    void whatIsForNobodyNeverApplies() {
        assertThat(lints("rules: [{id: r, roles: [unused], categories: [games], action: block}]"))
                .containsExactly("rule r: nobody holds unused, so that it never applies");
    }

    @Test
    void whatIsForARoleThatNoZoneMayHoldNeverApplies() {
        assertThat(lints(ZONES + "rules: [{id: r, roles: [ks4], categories: [games], action: block}]"))
                .containsExactly("rule r: no zone may hold ks4, so that it never applies");
        assertThat(lints(ZONES + "rules: [{id: r, roles: [ks3], zones: [office], categories: [games], action: block}]"))
                .containsExactly("rule r: no zone of it may hold ks3, so that it never applies");
    }

    @Test
    void aZoneThatMayHoldNoneOfTheRolesIsNamed() {
        assertThat(
                        lints(
                                ZONES
                                        + "rules: [{id: r, roles: [pupil], zones: [suite, office], categories: [games], action: block}]"))
                .containsExactly("rule r: zone office may hold none of its roles");
    }

    @Test
    void whatAlwaysComesSecondIsShadowed() {
        assertThat(lints("""
                rules:
                  - {id: one, roles: [pupil], categories: [games, radio], action: block}
                  - {id: two, roles: [pupil], categories: [games], action: allow}
                  - {id: three, roles: [ks3], categories: [chat], action: allow}
                  - {id: four, roles: [pupil], categories: [radio], action: block, when: [lesson]}
                """))
                .containsExactly(
                        "rule two: never decides, because rule one always does before",
                        "rule three: never decides, because role ks3 always does before",
                        "rule four: never decides, because rule one always does before");
    }

    @Test
    void ofTwoThatSayTheSameTheSecondIsShadowed() {
        assertThat(lints("""
                entries: [{pattern: a.example, action: block}, {pattern: a.example, action: block, note: again}]
                """))
                .containsExactly("entry a.example: never decides, because entry a.example always does before");
    }

    @Test
    void whatDecidesForSomeOrAtTimesIsNotShadowed() {
        assertThat(lints("""
                rules:
                  - {id: one, roles: [pupil], categories: [games], action: block, when: [lesson]}
                  - {id: two, roles: [pupil], categories: [games], action: allow}
                  - {id: three, roles: [ks3], categories: [games], action: allow}
                  - {id: four, classes: [chess], categories: [games], action: allow}
                  - {id: five, roles: [pupil], hosts: [a.example, b.example], action: block}
                  - {id: six, roles: [pupil], hosts: [b.example, c.example], action: block}
                """)).isEmpty();
    }

    @Test
    void anAllowForEveryoneThatUndoesABlockForARoleIsNamed() {
        assertThat(lints("""
                entries:
                  - {pattern: www.films.example, action: allow}
                  - {url: films.example/lessons, action: allow}
                rules: [{id: films, roles: [ks3], hosts: [films.example], action: block}]
                """))
                .containsExactly(
                        "entry www.films.example: opens www.films.example to those for whom rule films blocks it",
                        "entry films.example/lessons: opens films.example/lessons to those for whom rule films blocks it");
    }

    @Test
    void anAllowForTheSameOnesIsMeant() {
        assertThat(lints("""
                entries: [{pattern: www.films.example, action: allow, roles: [ks3]}]
                rules: [{id: films, roles: [ks3], hosts: [films.example], action: block}]
                """)).isEmpty();
    }

    @Test
    void allowingARiskIsNamed() {
        assertThat(lints("rules: [{id: r, roles: [staff], categories: [gambling, malware], action: allow}]"))
                .containsExactly(
                        "rule r: allows gambling, a category of risk",
                        "rule r: allows malware, which is in the risk floor and stays blocked");
    }

    @Test
    void risksThatPupilsGetByDefaultAreNamed() {
        List<String> lints = lints(
                "rules: [{id: r, categories: [gambling], action: block}]\n" + "risk_floor: [weapons]\n",
                ROLES.replace("audience: ks4", "audience: ks4, default: allow"));

        assertThat(lints)
                .singleElement()
                .asString()
                .startsWith("role ks4: gets by default what nothing is said about, of categories of risk: agressif, ")
                .contains(", vpn")
                .doesNotContain(": adult", "gambling", "weapons", "malware");
    }

    @Test
    void clausesThatNothingEnforcesAreNamed() {
        assertThat(lints("""
                clauses: [{id: 3.1, title: Filtering}, {id: 3.2, title: Games}]
                rules: [{id: r, categories: [games], action: block, clause: 3.2}]
                """)).containsExactly("clause 3.1 (Filtering): no rule and no role enforces it");
    }

    @Test
    void routesAfterOneForEverythingAreNamed() {
        assertThat(lints("alert_routing: [{to: [dsl]}, {themes: [malware], to: [network_manager]}]"))
                .containsExactly("alert_routing: item 1 is for everything, so that none after it counts");
    }

    private static List<String> lints(String yaml) {
        return lints(yaml, ROLES);
    }

    private static List<String> lints(String yaml, String roles) {
        return RuleLints.of(Policies.document(Policies.HEAD + roles + yaml), Vocabulary.standard());
    }
}
