package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

final class DecisionTableTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
                    roles:
                      pupil: {blocked_categories: [games, social_networks], clause: "Pupils 3"}
                      ks1: {extends: pupil, audience: ks1}
                      ks2: {extends: pupil, audience: ks2, default: allow, unlisted: block, allowed_categories: [child, press]}
                      ks3: {extends: pupil, audience: ks3, default: allow, unlisted: allow, allowed_categories: [games]}
                      ks4: {extends: ks3, audience: ks4, blocked_categories: [shopping]}
                      staff: {audience: adult, default: allow, blocked_categories: [social_networks], allowed_categories: [child]}
                      kiosk: {audience: device, default: block, allowed_categories: [update]}
                    required_categories: [adult]
                    risk_floor: [adult]
                    entries:
                      - {pattern: school.example, action: allow}
                      - {pattern: games.school.example, action: block, roles: [pupil]}
                      - {pattern: both.example, action: allow}
                      - {pattern: both.example, action: block}
                      - {pattern: tie.example, action: block}
                      - {pattern: tie.example, action: allow, roles: [ks3]}
                      - {pattern: "*.below.example", action: block}
                      - {pattern: =exact.example, action: block}
                      - {pattern: 203.0.113.5, action: allow}
                    rules:
                      - {id: no-shorteners, categories: [shortener], action: block}
                      - {id: shorteners-staff, roles: [staff], categories: [shortener], action: allow, clause: "Staff 7"}
                      - {id: pupil-video, roles: [pupil], categories: [audio-video], action: block}
                      - {id: ks4-video, roles: [ks4], categories: [audio-video], action: allow}
                      - {id: no-addresses, roles: [pupil], categories: [ip_address], action: block}
                      - {id: chess, roles: [pupil], hosts: [chess.example], action: allow, clause: "Clubs 1"}
                      - {id: no-live-chess, hosts: [live.chess.example], action: block}
                    alerting:
                      - {category: social_networks}
                    """, Policies.sites("""
                    format: 1
                    version: test
                    help: [{name: H, hosts: [help.example], source: s, why: w}]
                    infrastructure: [{name: I, hosts: [probe.example, help.example], source: s, why: w}]
                    facts: [{category: search, name: S, hosts: [find.example], source: s, why: w}]
                    """), "adult");

    private static final LiveFacts LIVE = new LiveFacts(List.of(
            entry("m1", "news.example", Action.BLOCK),
            entry("m2", "sport.news.example", Action.ALLOW),
            entry("m3", "school.example", Action.BLOCK, "kiosk"),
            entry("m4", "chess.example", Action.BLOCK, "pupil"),
            entry("m5", "twice.example", Action.ALLOW),
            entry("m6", "twice.example", Action.BLOCK),
            entry("m7", "narrow.example", Action.BLOCK),
            entry("m8", "narrow.example", Action.ALLOW, "staff"),
            entry("m9", "help.example", Action.BLOCK),
            entry("m10", "bad.example", Action.ALLOW),
            entry("m11", "chess.example", Action.BLOCK),
            entry("m12", "tie.example", Action.ALLOW),
            entry("m13", "tie.example", Action.BLOCK, "pupil"),
            entry("m14", "both.example", Action.ALLOW),
            entry("m15", "games.school.example", Action.ALLOW),
            entry("m16", "own.example", Action.BLOCK, "ks4"),
            entry("m17", "own.example", Action.ALLOW, "pupil"),
            entry("m18", "own.example", Action.BLOCK)));

    private static ManagerEntry entry(String id, String pattern, Action action, String... roles) {
        return new ManagerEntry(id, Hosts.pattern(pattern), new Edit.Decide(action, Set.of(roles)), "", AT);
    }

    /** Columns: role, host, what lists say, action, step, rule. Written from product.md section 3, not from the code. */
    private static Stream<String> rows() {
        return """
                ks1   | help.example            | -                                        | allow help help
                kiosk | www.help.example        | malware@help.example                     | allow help help
                staff | help.example            | adult@help.example                       | allow help help
                ks1   | probe.example           | -                                        | allow infrastructure infrastructure
                ks2   | a.probe.example         | games@probe.example                      | allow infrastructure infrastructure
                kiosk | probe.example           | phishing@probe.example                   | allow infrastructure infrastructure
                staff | evil.example            | malware@evil.example                     | block risk_floor risk_floor
                ks3   | www.evil.example        | phishing@evil.example                    | block risk_floor risk_floor
                kiosk | evil.example            | update@evil.example,extremism@evil.example | block risk_floor risk_floor
                staff | x.example               | adult@x.example                          | block risk_floor risk_floor
                staff | school.example          | malware@school.example                   | block risk_floor risk_floor
                ks3   | bad.example             | malware@bad.example                      | block risk_floor risk_floor
                ks3   | bad.example             | social_networks@bad.example              | allow named manager/m10
                ks1   | school.example          | -                                        | allow named entry/school.example
                ks3   | www.school.example      | games@school.example                     | allow named entry/school.example
                ks3   | games.school.example    | games@games.school.example               | block named entry/games.school.example
                ks4   | a.games.school.example  | -                                        | block named entry/games.school.example
                staff | games.school.example    | -                                        | allow named manager/m15
                kiosk | school.example          | -                                        | block named manager/m3
                staff | notschool.example       | -                                        | allow unlisted role/staff
                ks3   | both.example            | -                                        | allow named manager/m14
                ks2   | tie.example             | -                                        | block named manager/m13
                ks3   | tie.example             | -                                        | allow named entry/tie.example
                ks4   | tie.example             | -                                        | allow named entry/tie.example
                staff | tie.example             | -                                        | allow named manager/m12
                staff | below.example           | -                                        | allow unlisted role/staff
                staff | a.below.example         | -                                        | block named entry/*.below.example
                staff | exact.example           | -                                        | block named entry/=exact.example
                staff | a.exact.example         | -                                        | allow unlisted role/staff
                ks3   | news.example            | press@news.example                       | block named manager/m1
                ks3   | a.news.example          | press@news.example                       | block named manager/m1
                ks3   | sport.news.example      | press@news.example                       | allow named manager/m2
                staff | a.sport.news.example    | -                                        | allow named manager/m2
                ks3   | chess.example           | games@chess.example                      | block named manager/m4
                staff | chess.example           | -                                        | block named manager/m11
                ks3   | live.chess.example      | -                                        | block named no-live-chess
                staff | live.chess.example      | -                                        | block named no-live-chess
                ks1   | twice.example           | -                                        | block named manager/m6
                staff | narrow.example          | -                                        | allow named manager/m8
                ks4   | narrow.example          | -                                        | block named manager/m7
                ks4   | own.example             | -                                        | block named manager/m16
                ks3   | own.example             | -                                        | allow named manager/m17
                ks2   | own.example             | -                                        | allow named manager/m17
                staff | own.example             | -                                        | block named manager/m18
                ks3   | 203.0.113.5             | -                                        | allow named entry/203.0.113.5
                ks3   | 203.0.113.6             | -                                        | block category no-addresses
                staff | 203.0.113.6             | -                                        | allow default role/staff
                kiosk | 203.0.113.6             | -                                        | block default role/kiosk
                ks2   | play.example            | games@play.example                       | block category role/pupil
                ks1   | play.example            | games@play.example                       | block category role/pupil
                ks3   | play.example            | games@play.example                       | allow category role/ks3
                ks4   | play.example            | games@play.example                       | allow category role/ks3
                staff | play.example            | games@play.example                       | allow default role/staff
                ks3   | both-sorts.example      | games@both-sorts.example,social_networks@both-sorts.example | block category role/pupil
                ks4   | shop.example            | shopping@shop.example                    | block category role/ks4
                ks3   | shop.example            | shopping@shop.example                    | allow default role/ks3
                ks4   | shop.example            | games@shop.example,shopping@shop.example | block category role/ks4
                ks3   | s.example               | shortener@s.example                      | block category no-shorteners
                kiosk | s.example               | shortener@s.example                      | block category no-shorteners
                staff | s.example               | shortener@s.example                      | allow category shorteners-staff
                staff | s.example               | shortener@s.example,social_networks@s.example | block category role/staff
                ks2   | tube.example            | audio-video@tube.example                 | block category pupil-video
                ks3   | tube.example            | audio-video@tube.example                 | block category pupil-video
                ks4   | tube.example            | audio-video@tube.example                 | allow category ks4-video
                staff | tube.example            | audio-video@tube.example                 | allow default role/staff
                kiosk | fix.example             | update@fix.example                       | allow category role/kiosk
                kiosk | a.fix.example           | update@fix.example                       | allow category role/kiosk
                ks2   | tales.example           | child@tales.example                      | allow category role/ks2
                ks2   | www.tales.example       | child@tales.example                      | block unlisted role/ks2
                ks1   | tales.example           | child@tales.example                      | block default role/ks1
                ks3   | www.tales.example       | child@tales.example                      | allow unlisted role/ks3
                ks3   | tales.example           | child@tales.example                      | allow default role/ks3
                staff | www.tales.example       | child@tales.example                      | allow category role/staff
                ks2   | www.tales.example       | child@tales.example,press@tales.example  | allow category role/ks2
                ks2   | www.tales.example       | child@tales.example,games@tales.example  | block category role/pupil
                ks2   | daily.example           | press@daily.example                      | allow category role/ks2
                ks2   | sums.example            | sports@sums.example                      | allow default role/ks2
                ks1   | sums.example            | sports@sums.example                      | block default role/ks1
                ks1   | unknown.example         | -                                        | block unlisted role/ks1
                ks2   | unknown.example         | -                                        | block unlisted role/ks2
                ks3   | unknown.example         | -                                        | allow unlisted role/ks3
                ks4   | unknown.example         | -                                        | allow unlisted role/ks3
                staff | unknown.example         | -                                        | allow unlisted role/staff
                kiosk | unknown.example         | -                                        | block unlisted role/kiosk
                ks2   | find.example            | -                                        | allow default role/ks2
                ks1   | find.example            | -                                        | block default role/ks1
                kiosk | find.example            | -                                        | block default role/kiosk
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void firstStepWithSomethingToSayDecides(String row) {
        String[] columns = row.split("\\|");
        Decision decision = decide(columns[0].strip(), columns[1].strip(), columns[2].strip());
        Reason reason = decision.reason();
        assertThat(decision.action().id() + " " + reason.step().id() + " " + reason.rule())
                .isEqualTo(columns[3].strip());
        assertThat(reason.policyVersion()).isEqualTo(POLICY.version());
    }

    @Test
    void reasonHasTheListEntryAndTheClause() {
        Reason category =
                decide("ks2", "www.play.example", "games@play.example").reason();
        assertThat(category.category()).isEqualTo(new Category("games"));
        assertThat(category.match())
                .isEqualTo(Match.ofName(
                        new NamedList("list/games", new Category("games")),
                        Scope.NAME_AND_BELOW,
                        Hosts.host("play.example"),
                        "domains",
                        7));
        assertThat(category.clause()).isEqualTo("Pupils 3");
        assertThat(decide("staff", "s.example", "shortener@s.example").reason().clause())
                .isEqualTo("Staff 7");
        assertThat(decide("ks3", "unknown.example", "-").reason().category()).isNull();
    }

    @Test
    void categoryThatAlertsIsTheReasonAmongSeveralBlocked() {
        Reason reason = decide("ks2", "a.example", "games@a.example,social_networks@a.example")
                .reason();
        assertThat(reason.category()).isEqualTo(new Category("social_networks"));
    }

    @Test
    void factsAndAddressesAreMatchesLikeThoseOfLists() {
        Verdict verdict = POLICY.known(Policies.verdict(Hosts.host("www.find.example"), "press@www.find.example"));
        assertThat(verdict.matches())
                .extracting(match -> match.list().name() + " " + match.category() + " "
                        + match.entry().text() + " " + match.file() + " " + match.line())
                .containsExactly(
                        "list/press press www.find.example domains 7", "starter search find.example sites.yaml 5");
        assertThat(POLICY.known(Policies.verdict(Hosts.host("10.0.0.1"), "-")).categories())
                .containsExactly(new Category("ip_address"));
    }

    /** An expression that was too costly for the URL to be tried. */
    @ParameterizedTest
    @CsvSource({
        "ks2, a.example, games, block category",
        "ks2, a.example, press, block unlisted",
        "staff, a.example, adult, block risk_floor",
        "staff, a.example, child, allow unlisted",
        "kiosk, a.example, update, block unlisted",
        "staff, bad.example, social_networks, allow named",
        "ks1, help.example, adult, allow help",
    })
    void whatIsTakenForFoundBlocksAndNeverAllows(String role, String host, String category, String expected) {
        Decision decision = decide(role, new Verdict(Hosts.host(host), List.of(assumed(category))));
        assertThat(decision.action().id() + " " + decision.reason().step().id()).isEqualTo(expected);
    }

    /** Else who pads a URL with the literals of one that is too costly would be no suspect. */
    @ParameterizedTest
    @CsvSource({"ks2, adult, malware", "ks2, games, social_networks"})
    void whatIsKnownIsTheReasonAndNotWhatIsTakenForFound(String role, String assumed, String known) {
        Host host = Hosts.host("a.example");
        Match match = Policies.verdict(host, known + "@a.example").matches().get(0);
        for (List<Match> matches : List.of(List.of(assumed(assumed), match), List.of(match, assumed(assumed)))) {
            assertThat(decide(role, new Verdict(host, matches)).reason().match())
                    .isEqualTo(match);
        }
    }

    private static Match assumed(String category) {
        ListedEntry entry = new ListedEntry(ListedEntry.Kind.EXPRESSION, "x.{900}y", Scope.EXACT, Effect.LISTED);
        return new Match(new NamedList("list", new Category(category)), entry, Match.NOT_TRIED, "expressions", 1);
    }

    private static Decision decide(String role, String name, String listed) {
        return decide(role, Policies.verdict(Hosts.host(name), listed));
    }

    private static Decision decide(String role, Verdict listed) {
        Principal principal = Principal.unidentified(role, Attribution.ZONE);
        Request request = new Request(principal, Zone.unknown(role), listed.host(), 443, Scheme.CONNECT, null);
        Verdict verdict = POLICY.complete(listed, LIVE);
        Decision decision = POLICY.decide(request, verdict, LIVE, AT);
        assertThat(POLICY.explain(request, verdict, LIVE, AT).decision()).isEqualTo(decision);
        return decision;
    }
}
