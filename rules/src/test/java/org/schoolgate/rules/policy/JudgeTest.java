package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.policy.Judge.Judged;

/** A page that another site shows is judged as if it were asked for directly. */
final class JudgeTest {
    private static final Map<String, String> LISTED = Map.of(
            "games.example", "games@games.example",
            "bank.example", "bank@bank.example",
            "child.example", "child@child.example",
            "translate.google.com", "translation@translate.google.com",
            "child-example.translate.goog", "translation@translate.goog",
            "web.archive.org", "child@web.archive.org",
            "proxy.example", "redirector@proxy.example");
    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
            zones:
              - {id: room, name: Room, networks: [10.0.0.0/8], roles: [ks1, ks3]}
            roles:
              ks1: {audience: ks1, default: block, unlisted: block, allowed_categories: [child, translation]}
              ks3: {audience: ks3, default: allow, unlisted: allow, blocked_categories: [games, redirector]}
            access_log: {private_categories: [bank]}
            """, Policies.sites("""
                    format: 1
                    version: test
                    help:
                      - {name: Helpline, hosts: [helpline.example], source: "https://helpline.example/", why: help}
                    infrastructure:
                      - {name: Updates, hosts: [updates.example], source: "https://updates.example/", why: updates}
                    """));
    private static final Judge JUDGE = new Judge(
            POLICY, (host, page) -> Policies.verdict(host, LISTED.getOrDefault(host.text(), "-")), LiveFacts.NONE);

    @Test
    void translatorIsJudgedByItsTarget() {
        assertThat(rule("ks3", "translate.google.com", "/translate?u=http://games.example/"))
                .isEqualTo("games");
        assertThat(allows("ks3", "translate.google.com", "/translate?u=http://site.example/"))
                .isTrue();
        assertThat(allows("ks3", "translate.google.com", "/")).isTrue();
    }

    @Test
    void translatorShowsNothingThatIsNotListedToWhomThatIsClosed() {
        assertThat(allows("ks1", "translate.google.com", "/translate?u=http://site.example/"))
                .isFalse();
        assertThat(allows("ks1", "translate.google.com", "/translate?u=http://child.example/"))
                .isTrue();
    }

    @Test
    void addressThatMayMeanSomethingElseIsBlockedByWhatIsKnownOnly() {
        assertThat(allows("ks1", "child.example", "/small/http://site.example/picture"))
                .isTrue();
        assertThat(rule("ks3", "site.example", "/http://games.example/")).isEqualTo("games");
    }

    @Test
    void goodTargetLiftsNoBlock() {
        assertThat(rule("ks3", "proxy.example", "/http://child.example/")).isEqualTo("redirector");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "helpline.example,             /talk,                                                            true",
                "translate.google.com,         /translate?u=https://helpline.example/,                           true",
                "helpline-example.translate.goog, -,                                                             true",
                "web.archive.org,              /web/2020/https://helpline.example/,                              true",
                "site.example,                 /?u=https://helpline.example/,                                    false",
                "site.example,                 /https://helpline.example/,                                       false",
                "translate.google.com,         /translate?u=https://site.example/https://helpline.example/,      false",
                "translate.google.com,         /translate?u=https://games.example/,                              false"
            })
    void pageOfTheHelpSetIsHelpThroughWhateverShowsItAndNamingItIsNot(String host, @Nullable String path, boolean is) {
        assertThat(judged("ks1", host, path).isHelp()).isEqualTo(is);
        assertThat(judged("ks3", host, path).isHelp()).isEqualTo(is);
    }

    @Test
    void tunnelIsJudgedByThePageInItsName() {
        assertThat(judged("ks3", "games-example.translate.goog", null)
                        .decision()
                        .action())
                .isEqualTo(Action.BLOCK);
    }

    /** Its beginning may be in a parameter, which is not seen. */
    @Test
    void nameInATunnelMayBeTheRestOfAnotherWhichIsClosedToWhomUnlistedSitesAre() {
        Judged pupil = judged("ks1", "child-example.translate.goog", null);
        assertThat(pupil.decision().action()).isEqualTo(Action.BLOCK);
        assertThat(pupil.decision().reason().step()).isEqualTo(Step.UNLISTED);
        assertThat(explain("ks1", "child-example.translate.goog", null).decision())
                .isEqualTo(pupil.decision());
        assertThat(allows("ks1", "child-example.translate.goog", "/")).isTrue();
        assertThat(allows("ks3", "child-example.translate.goog", null)).isTrue();
    }

    @Test
    void whatIsAlwaysReachableStaysSo() {
        assertThat(allows("ks3", "helpline.example", "/http://games.example/")).isTrue();
        assertThat(allows("ks3", "updates.example", "/http://games.example/")).isTrue();
    }

    @Test
    void pathIsKeptFromTheLogWhenThePageInItIsPrivate() {
        Judged judged = judged("ks3", "site.example", "/http://bank.example/account");
        assertThat(judged.decision().action()).isEqualTo(Action.ALLOW);
        assertThat(POLICY.pathLogging(judged.verdict())).isEqualTo(PathLogging.NONE);
    }

    @Test
    void tooManyPagesInsideEachOtherAreBlocked() {
        String path = "/http://site.example".repeat(40);
        Judged judged = judged("ks3", "site.example", path);
        assertThat(judged.decision().reason().rule()).isEqualTo("nested_addresses");
        assertThat(explain("ks3", "site.example", path).decision()).isEqualTo(judged.decision());
    }

    @Test
    void explanationIsOfThePageThatSettlesIt() {
        Explanation explanation = explain("ks3", "translate.google.com", "/translate?u=http://games.example/");
        assertThat(explanation.trace())
                .extracting(TraceLine::text)
                .anyMatch(line -> line.contains("list/games: domains line 7, games.example"));
        assertThat(explain("ks3", "translate.google.com", "/translate?u=http://site.example/")
                        .decision())
                .isEqualTo(judged("ks3", "translate.google.com", "/").decision());
    }

    private static boolean allows(String role, String host, @Nullable String path) {
        return judged(role, host, path).decision().action() == Action.ALLOW;
    }

    /** The category that blocks. */
    private static String rule(String role, String host, String path) {
        Decision decision = judged(role, host, path).decision();
        assertThat(decision.action()).isEqualTo(Action.BLOCK);
        return String.valueOf(decision.reason().category());
    }

    private static Judged judged(String role, String host, @Nullable String path) {
        return JUDGE.judge(request(role, host, path), Instant.EPOCH);
    }

    private static Explanation explain(String role, String host, @Nullable String path) {
        return JUDGE.explain(request(role, host, path), Instant.EPOCH);
    }

    private static Request request(String role, String host, @Nullable String path) {
        Zone zone = new Zone("room", "Room", List.of(), Set.of(role), role, false, SignIn.OFF);
        Scheme scheme = path == null ? Scheme.CONNECT : Scheme.HTTP;
        return new Request(Principal.unidentified(role, Attribution.ZONE), zone, Hosts.host(host), 80, scheme, path);
    }
}
