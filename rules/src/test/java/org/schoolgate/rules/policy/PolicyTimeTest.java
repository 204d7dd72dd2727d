package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;

final class PolicyTimeTest {
    private static final String CALENDAR = """
            calendar:
              terms: [{name: Autumn, from: 2026-09-03, to: 2026-12-18}]
              closures: [{name: Half-term, from: 2026-10-26, to: 2026-10-30}]
              bells:
                day:
                  - {name: 1, from: "08:45", to: "10:30"}
                  - {name: Break, from: "10:30", to: "10:50", lesson: false}
                  - {name: 2, from: "10:50", to: "15:30"}
              timetable: [{bells: day}]
            """;
    private static final String REST = """
            zones:
              - {id: room, name: Room, networks: [], roles: [ks3, staff]}
              - {id: byod, name: Own devices, networks: [], roles: [ks3, staff], closed: [lesson]}
            roles:
              pupil: {blocked_categories: [games], closed: [{from: "21:00", to: "06:00"}], clause: "Pupils 4"}
              ks3: {extends: pupil, audience: ks3, default: allow}
              ks4: {extends: pupil, audience: ks4, default: allow, closed: []}
              staff: {audience: adult, default: allow}
            entries:
              - {pattern: chess.example, action: allow, roles: [pupil], when: [break]}
              - {pattern: news.example, action: block, roles: [staff], when: [{not: [school_hours]}]}
            rules:
              - id: shopping-hours
                roles: [staff]
                categories: [shopping]
                action: block
                when: [{days: [school_days], from: "08:30", to: "15:30"}]
                clause: "Staff 7"
              - {id: games-after, roles: [ks3], categories: [games], action: allow, when: [outside_school]}
            """;
    private static final Policy POLICY = Policies.compile(Policies.HEAD + CALENDAR + REST, SiteSets.NONE);

    private static Instant at(String clock) {
        return LocalDateTime.parse(clock).atZone(ZoneId.of("Europe/London")).toInstant();
    }

    private static Request request(String role, @Nullable String zone, String host) {
        Zone place = zone == null ? Zone.unknown(role) : POLICY.zone(zone);
        assertThat(place).isNotNull();
        return new Request(
                Principal.unidentified(role, Attribution.ZONE), place, Hosts.host(host), 80, Scheme.HTTP, "/");
    }

    private static Explanation explain(String role, @Nullable String zone, String host, String listed, String clock) {
        Request request = request(role, zone, host);
        Verdict verdict = Policies.verdict(request.host(), listed);
        Explanation explanation = POLICY.explain(request, verdict, LiveFacts.NONE, at(clock));
        assertThat(POLICY.decide(request, verdict, LiveFacts.NONE, at(clock))).isEqualTo(explanation.decision());
        return explanation;
    }

    /** Columns: role, zone, host, what lists say, clock, decision, end of a block. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    staff | room | shop.example  | shopping@shop.example | 2026-11-30T08:29:59 | allow default role/staff      |
                    staff | room | shop.example  | shopping@shop.example | 2026-11-30T08:30    | block category shopping-hours | 2026-11-30T15:30
                    staff | room | shop.example  | shopping@shop.example | 2026-11-30T15:30    | allow default role/staff      |
                    staff | room | shop.example  | shopping@shop.example | 2026-11-29T10:00    | allow default role/staff      |
                    staff | room | shop.example  | shopping@shop.example | 2026-10-27T10:00    | allow default role/staff      |
                    staff | room | shop.example  | shopping@shop.example | 2027-01-12T10:00    | allow default role/staff      |
                    staff | room | news.example  | -                     | 2026-11-27T16:00    | block named entry/news.example | 2026-11-30T08:45
                    staff | room | news.example  | -                     | 2026-11-27T10:35    | allow unlisted role/staff     |
                    ks3   | room | chess.example | games@chess.example   | 2026-11-27T10:35    | allow named entry/chess.example |
                    ks3   | room | chess.example | games@chess.example   | 2026-11-27T10:50    | block category role/pupil     |
                    ks3   | room | play.example  | games@play.example    | 2026-11-27T16:00    | allow category games-after    |
                    ks3   | byod | news.example  | -                     | 2026-11-27T10:29    | block closure zone/byod       | 2026-11-27T10:30
                    ks3   | byod | news.example  | -                     | 2026-11-27T10:30    | allow unlisted role/ks3       |
                    staff | byod | news.example  | -                     | 2026-11-27T09:00    | block closure zone/byod       | 2026-11-27T10:30
                    ks3   | room | news.example  | -                     | 2026-11-27T21:00    | block closure role/pupil      | 2026-11-28T06:00
                    ks3   | room | news.example  | -                     | 2026-11-27T05:59    | block closure role/pupil      | 2026-11-27T06:00
                    ks3   |      | news.example  | -                     | 2026-11-27T23:00    | block closure role/pupil      | 2026-11-28T06:00
                    ks4   | room | news.example  | -                     | 2026-11-27T23:00    | allow unlisted role/ks4       |
                    staff | room | news.example  | -                     | 2026-10-24T10:00    | block named entry/news.example |
                    staff | room | news.example  | -                     | 2027-01-12T10:00    | block named entry/news.example |
                    """)
    void timeDecides(
            String role,
            @Nullable String zone,
            String host,
            String listed,
            String clock,
            String decided,
            @Nullable String until) {
        Decision decision = explain(role, zone, host, listed, clock).decision();
        Reason reason = decision.reason();
        assertThat(decision.action().id() + " " + reason.step().id() + " " + reason.rule())
                .isEqualTo(decided);
        assertThat(reason.until()).isEqualTo(until == null ? null : at(until));
    }

    @Test
    void traceSaysWhenARuleAppliesThatWouldHaveDecidedButForTheTime() {
        assertThat(text("staff", "room", "shop.example", "shopping@shop.example", "2026-11-27T16:00", Step.CATEGORY))
                .isEqualTo("nothing is said to staff about [shopping]; shopping-hours would block, and applies from"
                        + " Monday 2026-11-30 08:30");
        assertThat(text("staff", "room", "shop.example", "shopping@shop.example", "2026-12-18T16:00", Step.CATEGORY))
                .isEqualTo("nothing is said to staff about [shopping]; shopping-hours would block, and applies at no"
                        + " time within a year");
        assertThat(text("ks3", "room", "chess.example", "games@chess.example", "2026-11-27T09:00", Step.NAMED))
                .endsWith("; entry/chess.example would allow, and applies from Friday 2026-11-27 10:30");
        assertThat(text("ks3", "byod", "press.example", "-", "2026-11-27T10:45", Step.CLOSURE))
                .isEqualTo("neither the zone nor ks3 is closed at this time; zone/byod would block, and applies from"
                        + " Friday 2026-11-27 10:50; role/pupil would block, and applies from Friday 2026-11-27 21:00");
    }

    /** What is allowed because there is no school ends with the calendar: nobody has said when there is school after that. */
    @Test
    void whatAllowsOutsideSchoolDoesNotOutlastTheCalendar() {
        Policy policy = Policies.compile(Policies.HEAD + """
                calendar: {terms: [{name: Autumn, from: 2026-09-01, to: 2026-12-11}]}
                roles: {ks3: {audience: ks3, default: block, unlisted: block}}
                rules:
                  - {id: leisure, hosts: [a.example], action: allow, when: [outside_school]}
                  - {id: not-in-lessons, hosts: [b.example], action: allow, when: [{not: [lesson]}]}
                  - {id: saturdays, hosts: [c.example], action: allow, when: [{days: [saturday]}, outside_school]}
                  - {id: night, hosts: [d.example], action: block, when: [outside_school]}
                """, SiteSets.NONE);
        for (String host : List.of("a.example", "b.example", "c.example")) {
            assertThat(rule(policy, host, "2026-12-11T23:59")).as(host).isNotEqualTo("role/ks3");
        }
        assertThat(rule(policy, "a.example", "2026-12-12T00:00")).isEqualTo("role/ks3");
        assertThat(rule(policy, "b.example", "2026-12-12T00:00")).isEqualTo("role/ks3");
        assertThat(rule(policy, "c.example", "2026-12-12T00:00"))
                .as("a Saturday")
                .isEqualTo("saturdays");
        assertThat(rule(policy, "c.example", "2026-12-13T00:00")).isEqualTo("role/ks3");
        assertThat(rule(policy, "d.example", "2026-12-13T00:00")).isEqualTo("night");
    }

    private static String rule(Policy policy, String host, String clock) {
        Request request = new Request(
                Principal.unidentified("ks3", Attribution.ZONE),
                Zone.unknown("ks3"),
                Hosts.host(host),
                443,
                Scheme.CONNECT,
                null);
        Verdict verdict = new Verdict(request.host(), List.of());
        return policy.decide(request, verdict, LiveFacts.NONE, at(clock))
                .reason()
                .rule();
    }

    @Test
    void traceSaysUntilWhenARuleBlocks() {
        assertThat(text("staff", "room", "shop.example", "shopping@shop.example", "2026-11-27T09:00", Step.CATEGORY))
                .startsWith("block by shopping-hours, category shopping, until Friday 2026-11-27 15:30, list ");
        assertThat(text("ks3", "byod", "press.example", "-", "2026-11-27T09:00", Step.CLOSURE))
                .startsWith("block by zone/byod, until Friday 2026-11-27 10:30");
    }

    private static String text(String role, String zone, String host, String listed, String clock, Step step) {
        return explain(role, zone, host, listed, clock)
                .trace()
                .get(step.ordinal())
                .text();
    }

    @Test
    void nextChangeIsTheNextOneOfAnyRole() {
        assertThat(POLICY.nextChange(at("2026-11-27T10:40"))).isEqualTo(at("2026-11-27T10:50"));
        assertThat(POLICY.nextChange(at("2026-11-27T15:30"))).isEqualTo(at("2026-11-27T21:00"));
        assertThat(Policies.compile(Policies.HEAD + "roles: {ks3: {audience: ks3}}\n", SiteSets.NONE)
                        .nextChange(at("2026-11-27T10:40")))
                .isNull();
    }

    @Test
    void roleIsTheStrictestAsIfNoTimeHeld() {
        Policy policy = Policies.compile(Policies.HEAD + """
                zones: [{id: a, name: A, networks: [10.0.0.0/8], roles: [one, two]}]
                roles:
                  one: {audience: ks3, blocked_categories: [games]}
                  two: {audience: ks3}
                rules: [{id: r, roles: [two], categories: [games, press], action: block, when: [{from: "00:00", to: "23:59"}]}]
                """, SiteSets.NONE);
        assertThat(policy.unidentified(policy.zoneOf(new byte[] {10, 0, 0, 1})).role())
                .isEqualTo("one");
    }

    @Test
    void manyThreadsFindTheSameAtAChange() throws InterruptedException {
        Host host = Hosts.host("shop.example");
        Verdict verdict = Policies.verdict(host, "shopping@shop.example");
        Request request = request("staff", "room", "shop.example");
        long change = at("2026-11-30T08:30").getEpochSecond();
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> {
                    for (long second = change - 20_000; second < change + 20_000; second++) {
                        Decision decision =
                                POLICY.decide(request, verdict, LiveFacts.NONE, Instant.ofEpochSecond(second));
                        boolean isBlocked = decision.action() == Action.BLOCK;
                        wrong.addAndGet(isBlocked == second >= change ? 0 : 1);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).hasValue(0);
    }

    @Test
    void timeAllocatesNothingForARequestThatIsAllowed() {
        Policy plain = Policies.compile(
                Policies.HEAD + REST.replaceAll("(?m), when: \\[.*](?=}$)|^ +when: .*\\n|, closed: \\[[^]]*]", ""),
                SiteSets.NONE);
        long without = allocatedPerDecision(plain);
        assertThat(allocatedPerDecision(POLICY)).as("bytes a decision").isLessThanOrEqualTo(without);
    }

    private static long allocatedPerDecision(Policy policy) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Request request = request("staff", "room", "press.example");
        Verdict verdict = Policies.verdict(request.host(), "press@press.example");
        Instant at = at("2026-11-30T09:00");
        int rounds = 100_000;
        long least = Long.MAX_VALUE;
        for (int warm = 0; warm < 5; warm++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                assert policy.decide(request, verdict, LiveFacts.NONE, at).action() == Action.ALLOW;
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / rounds);
        }
        return least;
    }
}
