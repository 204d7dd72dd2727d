package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.TraceLine.Outcome;

/** On Friday 27 November 2026 each fact is in force from 09:00 to 10:00, in a lesson; the exam is on the Thursday before. */
final class LiveFactsTest {
    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
            calendar:
              bells: {day: [{name: 1, from: "08:45", to: "10:30"}]}
              timetable: [{bells: day}]
              exams: [{name: Mathematics, from: 2026-11-26T09:00, to: 2026-11-26T11:00, roles: [ks4]}]
            zones:
              - {id: room12, name: Room 12, networks: [], roles: [ks3, ks4, staff]}
              - {id: byod, name: Own devices, networks: [], roles: [ks3, ks4, staff], closed: [lesson, exam]}
              - {id: terminals, name: Terminals, networks: [], roles: [ks3], shared_address: true, closed: [lesson]}
            risk_floor: [weapons]
            roles:
              pupil: {blocked_categories: [games, chat, adult], default: allow}
              ks3: {extends: pupil, audience: ks3}
              ks4: {extends: pupil, audience: ks4}
              staff: {audience: adult, default: allow, blocked_categories: [adult, drogue]}
            entries: [{pattern: bad.example, action: block}]
            grantable: {categories: [games]}
            """, Policies.sites("""
            format: 1
            version: test
            help: [{name: A helpline, source: test, why: test, hosts: [help.example]}]
            infrastructure: [{name: Updates, source: test, why: test, hosts: [updates.example]}]
            """));

    private static Instant at(String clock) {
        return LocalDateTime.parse("2026-11-" + clock)
                .atZone(ZoneId.of("Europe/London"))
                .toInstant();
    }

    private static Given given(String id) {
        return new Given(id, "t.reed", "", at("27T09:00"), at("27T10:00"));
    }

    private static Containment containing(String id, String what) {
        return new Containment(given(id), SitePart.parse(what));
    }

    private static Restriction restricting(String id, String whom, String... categories) {
        return new Restriction(given(id), Whom.parse(whom), Policies.categories(categories));
    }

    private static Grant granting(String id, String whom, Grant.What what) {
        return new Grant(given(id), Whom.parse(whom), what);
    }

    private static Grant.Site site(String... patterns) {
        return new Grant.Site(
                null, List.of(patterns).stream().map(Hosts::pattern).toList());
    }

    private static Grant.OfCategory category(String id) {
        return new Grant.OfCategory(new Category(id));
    }

    private static final LiveFacts LIVE = new LiveFacts(
            List.of(),
            List.of(
                    containing("c1", "spread.example"),
                    containing("c2", "http://video.example/watch?v=7"),
                    containing("c3", "help.example"),
                    containing("c4", "updates.example"),
                    restricting("r1", "person/sam"),
                    restricting("r2", "person/kim", "chat", "social_networks"),
                    restricting("r3", "class/9a"),
                    restricting("r4", "role/staff", "webmail"),
                    granting("g1", "class/7b", site("game.example", "cdn.example")),
                    granting("g2", "class/7b", category("games")),
                    granting("g3", "device_group/trolley", category("chat")),
                    granting("g4", "room/room12", site("=film.example")),
                    granting("g5", "room/terminals", site("film.example")),
                    granting("g6", "class/9a", site("film.example")),
                    granting("g7", "class/11c", site("film.example")),
                    new Grant(
                            new Given("g8", "t.reed", "", at("26T09:00"), at("26T11:00")),
                            Whom.parse("class/11c"),
                            site("film.example")),
                    new SupervisedSession(given("s1"), Whom.parse("class/8d")),
                    new SupervisedSession(given("s2"), Whom.parse("room/terminals")),
                    new SupervisedSession(
                            new Given("s3", "t.reed", "", at("26T09:00"), at("26T11:00")), Whom.parse("class/8d")),
                    new DutyException(
                            given("d1"), Whom.parse("person/lead"), Policies.categories("extremism", "drogue"))));

    /** @param who role, person, class and device group, {@code -} for none */
    private static Request request(String who, String zone, String url) {
        String[] facts = who.split(":");
        Principal principal = new Principal(
                facts[0],
                facts[1].equals("-") ? Attribution.ZONE : Attribution.PROXY_AUTH,
                facts[1].equals("-") ? null : facts[1],
                facts[2].equals("-") ? Set.of() : Set.of(facts[2]),
                null,
                facts[3].equals("-") ? Set.of() : Set.of(facts[3]),
                "lead");
        int slash = url.indexOf('/');
        Zone place = Objects.requireNonNull(POLICY.zone(zone));
        return slash < 0
                ? new Request(principal, place, Hosts.host(url), 443, Scheme.CONNECT, null)
                : new Request(
                        principal, place, Hosts.host(url.substring(0, slash)), 80, Scheme.HTTP, url.substring(slash));
    }

    private static Explanation explain(String who, String zone, String url, String listed, String clock) {
        Request request = request(who, zone, url);
        Verdict verdict = Policies.verdict(request.host(), listed);
        Explanation explanation = POLICY.explain(request, verdict, LIVE, at(clock));
        assertThat(POLICY.decide(request, verdict, LIVE, at(clock))).isEqualTo(explanation.decision());
        return explanation;
    }

    /** Columns: role:person:class:device group, zone, host and path, what lists say, clock, decision. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    staff:-:-:-   | room12 | a.spread.example     | -                          | 27T09:00 | block containment containment/c1
                    staff:-:-:-   | room12 | spread.example       | -                          | 27T08:59 | allow unlisted role/staff
                    staff:-:-:-   | room12 | spread.example       | -                          | 27T10:00 | allow unlisted role/staff
                    ks3:-:-:-     | room12 | video.example/watch?v=7&t=1 | -                   | 27T09:30 | block containment containment/c2
                    ks3:-:-:-     | room12 | video.example/watch?v=8 | -                       | 27T09:30 | allow unlisted role/pupil
                    ks3:-:-:-     | room12 | video.example        | -                          | 27T09:30 | allow unlisted role/pupil
                    ks3:-:-:-     | room12 | help.example         | -                          | 27T09:30 | allow help help
                    ks3:sam:-:-   | room12 | help.example         | -                          | 27T09:30 | allow help help
                    ks3:sam:-:-   | room12 | updates.example      | -                          | 27T09:30 | allow infrastructure infrastructure
                    ks3:sam:-:-   | room12 | press.example        | press@press.example        | 27T09:30 | block restriction restriction/r1
                    ks3:sam:7b:-  | room12 | game.example         | -                          | 27T09:30 | block restriction restriction/r1
                    ks3:sam:-:-   | room12 | press.example        | press@press.example        | 27T10:00 | allow default role/pupil
                    ks3:kim:-:-   | room12 | press.example        | press@press.example        | 27T09:30 | allow default role/pupil
                    ks3:kim:7b:-  | room12 | talk.example         | social_networks@talk.example | 27T09:30 | block restriction restriction/r2
                    ks3:amy:9a:-  | room12 | film.example         | -                          | 27T09:30 | block restriction restriction/r3
                    staff:-:-:-   | room12 | mail.example         | webmail@mail.example       | 27T09:30 | block restriction restriction/r4
                    ks3:-:-:-     | room12 | mail.example         | webmail@mail.example       | 27T09:30 | allow default role/pupil
                    ks3:amy:7b:-  | room12 | game.example         | games@game.example         | 27T09:00 | allow grant grant/g1
                    ks3:amy:7b:-  | room12 | x.cdn.example        | chat@cdn.example           | 27T09:30 | allow grant grant/g1
                    ks3:amy:7b:-  | room12 | www.game.example     | games@game.example,games@www.game.example | 27T09:30 | allow grant grant/g1
                    ks3:amy:7b:-  | room12 | blogs.game.example   | games@game.example,adult@blogs.game.example | 27T09:30 | block category role/pupil
                    ks3:amy:7b:-  | byod   | game.example         | games@game.example         | 27T09:30 | allow grant grant/g1
                    ks3:amy:7b:-  | byod   | press.example        | press@press.example        | 27T09:30 | block closure zone/byod
                    ks3:amy:7b:-  | room12 | game.example         | games@game.example         | 27T10:00 | block category role/pupil
                    ks3:amy:7c:-  | room12 | game.example         | games@game.example         | 27T09:30 | block category role/pupil
                    ks3:-:-:-     | room12 | game.example         | games@game.example         | 27T09:30 | block category role/pupil
                    ks3:amy:7b:-  | room12 | game.example         | malware@game.example       | 27T09:30 | block risk_floor risk_floor
                    ks3:amy:7b:-  | room12 | game.example         | weapons@game.example       | 27T09:30 | block risk_floor risk_floor
                    ks3:amy:7b:-  | room12 | other.example        | games@other.example        | 27T09:30 | allow grant grant/g2
                    ks3:amy:7b:-  | room12 | other.example        | games@other.example,adult@other.example | 27T09:30 | block category role/pupil
                    ks3:amy:7b:-  | room12 | other.example        | games@other.example,press@other.example | 27T09:30 | allow grant grant/g2
                    ks3:amy:7b:-  | room12 | bad.example          | games@bad.example          | 27T09:30 | block named entry/bad.example
                    ks3:amy:7b:trolley | room12 | both.example    | games@both.example,chat@both.example | 27T09:30 | allow grant grant/g2
                    ks3:-:-:trolley | room12 | both.example       | games@both.example,chat@both.example | 27T09:30 | block category role/pupil
                    ks3:-:-:trolley | room12 | talk.example       | chat@talk.example          | 27T09:30 | allow grant grant/g3
                    ks3:-:-:-     | room12 | film.example         | adult@film.example         | 27T09:30 | allow grant grant/g4
                    ks3:-:-:-     | room12 | www.film.example     | adult@film.example         | 27T09:30 | block category role/pupil
                    ks3:-:-:-     | byod   | film.example         | -                          | 27T09:30 | block closure zone/byod
                    ks3:-:-:-     | terminals | film.example      | -                          | 27T09:30 | block closure zone/terminals
                    ks4:lou:11c:- | byod   | film.example         | -                          | 27T09:30 | allow grant grant/g7
                    ks4:lou:11c:- | byod   | film.example         | -                          | 26T09:30 | block closure zone/byod
                    ks4:lou:11c:- | room12 | film.example         | adult@film.example         | 26T09:30 | allow grant grant/g8
                    ks4:lou:8d:-  | byod   | press.example        | press@press.example        | 26T09:30 | block closure zone/byod
                    ks4:lou:8d:-  | byod   | press.example        | press@press.example        | 27T09:30 | allow default role/pupil
                    ks3:amy:8d:-  | byod   | game.example         | games@game.example         | 27T09:30 | block category role/pupil
                    ks3:amy:8d:-  | byod   | press.example        | press@press.example        | 27T10:00 | block closure zone/byod
                    staff:lead:-:- | room12 | hate.example        | extremism@hate.example     | 27T09:30 | allow grant duty_exception/d1
                    staff:lead:-:- | room12 | hate.example        | extremism@hate.example     | 27T10:00 | block risk_floor risk_floor
                    staff:-:-:-   | room12 | hate.example         | extremism@hate.example     | 27T09:30 | block risk_floor risk_floor
                    staff:lead:-:- | room12 | hate.example        | extremism@hate.example,phishing@hate.example | 27T09:30 | block risk_floor risk_floor
                    staff:lead:-:- | room12 | hate.example        | extremism@hate.example,adult@hate.example | 27T09:30 | block category role/staff
                    ks3:lead:-:-  | room12 | hate.example         | extremism@hate.example     | 27T09:30 | block risk_floor risk_floor
                    staff:lead:-:- | room12 | pills.example       | drogue@pills.example       | 27T09:30 | allow grant duty_exception/d1
                    """)
    void factsDecideWhileTheyAreInForce(
            String who, String zone, String url, String listed, String clock, String decided) {
        Decision decision = explain(who, zone, url, listed, clock).decision();
        Reason reason = decision.reason();
        assertThat(decision.action().id() + " " + reason.step().id() + " " + reason.rule())
                .isEqualTo(decided);
    }

    private static TraceLine line(String who, String zone, String url, String listed, Step step) {
        return explain(who, zone, url, listed, "27T09:30").trace().get(step.ordinal());
    }

    @Test
    void traceSaysWhoDecidedItForWhomUntilWhenAndWhy() {
        Given given = new Given("g1", "t.reed", "Persuasive writing", at("27T09:00"), at("27T10:00"));
        LiveFacts live =
                new LiveFacts(List.of(), List.of(new Grant(given, Whom.parse("class/7b"), site("game.example"))));
        Request request = request("ks3:amy:7b:-", "room12", "game.example");
        Explanation explanation = POLICY.explain(request, new Verdict(request.host(), List.of()), live, at("27T09:30"));
        assertThat(explanation.decision().reason().until()).isEqualTo(at("27T10:00"));
        assertThat(explanation.trace().get(Step.GRANT.ordinal()).text())
                .isEqualTo("allow by grant/g1, until Friday 2026-11-27 10:00, for class/7b, given by t.reed:"
                        + " Persuasive writing");
    }

    @Test
    void dutyIsThePersonsAndNotThatOfWhoeverHasTheirDevice() {
        Principal owner = new Principal("staff", Attribution.DEVICE, "lead", Set.of(), "laptop", Set.of(), null);
        Request request = new Request(
                owner,
                Objects.requireNonNull(POLICY.zone("room12")),
                Hosts.host("hate.example"),
                443,
                Scheme.CONNECT,
                null);
        Verdict verdict = Policies.verdict(request.host(), "extremism@hate.example");
        assertThat(POLICY.decide(request, verdict, LIVE, at("27T09:30"))
                        .reason()
                        .step())
                .isEqualTo(Step.RISK_FLOOR);
    }

    @Test
    void traceSaysWhatOpensAClosedPlace() {
        assertThat(line("ks3:amy:8d:-", "byod", "press.example", "press@press.example", Step.CLOSURE)
                        .text())
                .startsWith("closed by zone/byod, and opened by supervised_session/s1 until Friday 2026-11-27 10:00");
    }

    @Test
    void traceSaysOfEachStepWhetherAnythingIsThere() {
        assertThat(line("ks3:amy:7c:-", "room12", "press.example", "press@press.example", Step.GRANT))
                .isEqualTo(new TraceLine(
                        Step.GRANT, Outcome.PASSED, "no grant and no duty exception in force is about this request"));
        Request request = request("ks3:amy:7c:-", "room12", "press.example");
        List<TraceLine> empty = POLICY.explain(
                        request, new Verdict(request.host(), List.of()), LiveFacts.NONE, at("27T09:30"))
                .trace();
        assertThat(List.of(
                        empty.get(Step.CONTAINMENT.ordinal()),
                        empty.get(Step.RESTRICTION.ordinal()),
                        empty.get(Step.GRANT.ordinal())))
                .containsExactly(
                        new TraceLine(Step.CONTAINMENT, Outcome.EMPTY, "nothing is contained"),
                        new TraceLine(Step.RESTRICTION, Outcome.EMPTY, "nobody is restricted"),
                        new TraceLine(Step.GRANT, Outcome.EMPTY, "nothing is granted, and there is no duty exception"));
    }

    @Test
    void whatIsOnlyClaimedGetsNothing() {
        Request request = request("staff:-:-:-", "room12", "hate.example");
        assertThat(request.principal().claimed()).isEqualTo("lead");
        Verdict verdict = Policies.verdict(request.host(), "extremism@hate.example");
        assertThat(POLICY.decide(request, verdict, LIVE, at("27T09:30")).action())
                .isEqualTo(Action.BLOCK);
    }

    @Test
    void oneIdOfAKindIsGivenOnce() {
        List<LiveFact> facts = List.of(containing("1", "a.example"), restricting("1", "person/sam"));
        assertThat(new LiveFacts(List.of(), facts).facts()).isEqualTo(facts);
        assertThatThrownBy(() ->
                        new LiveFacts(List.of(), List.of(containing("1", "a.example"), containing("1", "b.example"))))
                .hasMessage("fact: id \"containment/1\" twice (expected: once)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    example.org             | example.org
                    =Example.org            | =example.org
                    *.example.org           | *.example.org
                    https://example.org/    | example.org
                    https://example.org:444/a/../b/?x=1#y | example.org/b?x=1
                    example.org/b%20c/      | example.org/b%20c
                    [2001:db8::1]/a         | [2001:db8::1]/a
                    """)
    void partOfASiteIsReadBackFromItsText(String typed, String text) {
        SitePart part = SitePart.parse(typed);
        assertThat(part.text()).isEqualTo(text);
        assertThat(SitePart.parse(text)).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    grant              | person/sam | whom: person/sam (expected: class or device_group or room)
                    supervised_session | role/ks3   | whom: role/ks3 (expected: class or room)
                    restriction        | device_group/t | whom: device_group/t (expected: person or class or room or role)
                    duty_exception     | class/7b   | whom: class/7b (expected: person)
                    grant              | class/7 B  | class: "7 B" (expected: 1 to 64 lower-case letters
                    grant              | form/7b    | whom: "form/7b" (expected: person or class or device_group or room or role, a slash and an id)
                    """)
    void factsAreForThoseAloneWhomTheyCanBeFor(String kind, String whom, String message) {
        assertThatThrownBy(() -> make(kind, Whom.parse(whom)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static LiveFact make(String kind, Whom whom) {
        return switch (kind) {
            case "grant" -> new Grant(given("1"), whom, category("games"));
            case "supervised_session" -> new SupervisedSession(given("1"), whom);
            case "restriction" -> new Restriction(given("1"), whom, Set.of());
            default -> new DutyException(given("1"), whom, Policies.categories("extremism"));
        };
    }

    @Test
    void whatIsOverBeforeItBeginsIsNoFact() {
        assertThatThrownBy(() -> new Given("g1", "t.reed", "", at("27T09:00"), at("27T09:00")))
                .hasMessage("until: 2026-11-27T09:00:00Z (expected: later than from, 2026-11-27T09:00:00Z)");
    }
}
