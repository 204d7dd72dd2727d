package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.rules.Host;

/**
 * A school year by the minute, against {@link NaiveSchool}, which knows the same schools from their prospectus: each probe is
 * decided at every minute at which the model says that its answer changes, one second before and one after, and at random.
 */
final class SchoolYearTest {
    private static final int MINUTE = 60;
    /** All bells of these schools ring at whole five minutes. */
    private static final int STEP = 5 * MINUTE;

    private static final int RANDOM_MINUTES = 5_000;

    /** Someone who asks for a site somewhere. */
    private record Probe(String role, String zone, String category) {
        static final List<Probe> ALL = List.of(
                new Probe("staff", "office", "shopping"),
                new Probe("staff", "office", "bank"),
                new Probe("staff", "office", "press"),
                new Probe("ks1", "byod", "press"),
                new Probe("ks3", "byod", "press"),
                new Probe("ks3", "room", "games"),
                new Probe("ks3", "room", "radio"),
                new Probe("ks3", "boarding", "press"),
                new Probe("ks4", "room", "press"),
                new Probe("ks4", "room", "sports"),
                new Probe("visitor", "office", "press"));

        boolean isBlocked(NaiveSchool school, LocalDateTime clock) {
            return switch (role + " " + zone + " " + category) {
                case "staff office shopping" ->
                    school.isSchool(clock.toLocalDate())
                            && !clock.toLocalTime().isBefore(NaiveSchool.time("08:30"))
                            && clock.toLocalTime().isBefore(NaiveSchool.time("15:30"));
                case "staff office bank" -> school.isTeaching(clock, role);
                case "staff office press" -> false;
                case "ks1 byod press", "ks3 byod press" ->
                    school.bell(clock, role).equals("lesson");
                case "ks3 room games" -> !school.bell(clock, role).equals("break");
                case "ks3 room radio" -> !isWednesdayOfB(school, clock);
                case "ks3 boarding press" -> isNight(clock);
                case "ks4 room press" -> school.isExam(clock);
                case "ks4 room sports" -> !isHomework(school, clock);
                case "visitor office press" -> school.bell(clock, role).equals("none");
                default -> throw new AssertionError(this);
            };
        }

        private static boolean isWednesdayOfB(NaiveSchool school, LocalDateTime clock) {
            return clock.getDayOfWeek() == DayOfWeek.WEDNESDAY
                    && school.week(clock.toLocalDate()).equals("B")
                    && clock.getHour() >= 13
                    && clock.getHour() < 15;
        }

        /** From half past nine of the evening, on Fridays and Saturdays from eleven, to half past six of the next morning. */
        private static boolean isNight(LocalDateTime clock) {
            int minute = clock.getHour() * 60 + clock.getMinute();
            boolean isLateEvening = Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY).contains(clock.getDayOfWeek());
            return minute < 6 * 60 + 30 || minute >= (isLateEvening ? 23 * 60 : 21 * 60 + 30);
        }

        private static boolean isHomework(NaiveSchool school, LocalDateTime clock) {
            return school.isSchool(clock.toLocalDate()) && clock.getHour() >= 16 && clock.getHour() < 18
                    || clock.getDayOfWeek() == DayOfWeek.SUNDAY && clock.getHour() == 17;
        }

        boolean isBlocked(Policy policy, Instant at) {
            Host host = Hosts.host(category + ".example");
            Principal who = Principal.unidentified(role, Attribution.ZONE);
            Zone place = policy.zone(zone);
            assertThat(place).isNotNull();
            Request request = new Request(who, place, host, 80, Scheme.HTTP, "/");
            Decision decision =
                    policy.decide(request, Policies.verdict(host, category + "@" + host.text()), LiveFacts.NONE, at);
            return decision.action() == Action.BLOCK;
        }
    }

    private static final String PEOPLE_AND_PLACES = """
            times:
              homework: [{days: [school_days], from: 16:00, to: 18:00}, {days: [sunday], from: 17:00, to: 18:00}]
            zones:
              - {id: room, name: Room, networks: [], roles: [ks1, ks3, ks4]}
              - {id: office, name: Office, networks: [], roles: [staff, visitor]}
              - {id: byod, name: Pupils' devices, networks: [], roles: [ks1, ks3, ks4], closed: [lesson]}
              - id: boarding
                name: Boarding house
                networks: []
                roles: [ks3, ks4]
                closed:
                  - {days: [sunday, monday, tuesday, wednesday, thursday], from: "21:30", to: "06:30"}
                  - {days: [friday, saturday], from: "23:00", to: "06:30"}
            roles:
              pupil: {default: allow, blocked_categories: [games, radio, sports]}
              ks1: {extends: pupil, audience: ks1}
              ks3: {extends: pupil, audience: ks3}
              ks4: {extends: pupil, audience: ks4}
              staff: {audience: adult, default: allow}
              visitor: {audience: adult, default: allow, closed: [outside_school]}
            rules:
              - {id: shops, roles: [staff], categories: [shopping], action: block, when: [{days: [school_days], from: "08:30", to: "15:30"}]}
              - {id: private-use, roles: [staff], categories: [bank], action: block, when: [teaching_hours]}
              - {id: games-in-breaks, roles: [ks3], categories: [games], action: allow, when: [break]}
              - {id: radio-club, roles: [ks3], categories: [radio], action: allow, when: [{days: [wednesday], weeks: [B], from: "13:00", to: "15:00"}]}
              - {id: exams, roles: [ks4], categories: [press], action: block, when: [exam]}
              - {id: after-school, roles: [ks4], categories: [sports], action: allow, when: [homework]}
            """;

    private static Policy policy(NaiveSchool school) {
        return Policies.compile(
                "format: 1\nschool: {name: School, time_zone: " + school.zone() + "}\n" + school.calendar()
                        + PEOPLE_AND_PLACES,
                SiteSets.NONE);
    }

    @ParameterizedTest
    @EnumSource(NaiveSchool.class)
    void atEveryChangeAndAtRandomTheDecisionIsThatOfTheModel(NaiveSchool school) {
        Policy policy = policy(school);
        long start = second(school, school.firstDay());
        long end = second(school, school.firstDay().plusYears(1));
        for (Probe probe : Probe.ALL) {
            int changes = 0;
            boolean before = isBlocked(school, probe, start);
            for (long at = start + STEP; at < end; at += STEP) {
                boolean now = isBlocked(school, probe, at);
                if (now != before) {
                    changes++;
                    check(policy, probe, at - 1, before);
                    check(policy, probe, at, now);
                    check(policy, probe, at + 1, now);
                    assertThat(policy.nextChange(Instant.ofEpochSecond(at - 1)))
                            .as("%s", probe)
                            .isEqualTo(Instant.ofEpochSecond(at));
                }
                before = now;
            }
            assertThat(changes == 0)
                    .as("%s", probe)
                    .isEqualTo(probe.category().equals("press") && probe.role().equals("staff"));
        }
        Random random = new Random(27);
        for (int i = 0; i < RANDOM_MINUTES; i++) {
            long at = start + random.nextLong(end - start);
            Probe probe = Probe.ALL.get(random.nextInt(Probe.ALL.size()));
            check(policy, probe, at, isBlocked(school, probe, at));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(NaiveSchool.class)
    void atEveryMinuteOfTheYearTheDecisionIsThatOfTheModel(NaiveSchool school) {
        Policy policy = policy(school);
        long end = second(school, school.firstDay().plusYears(1));
        for (long at = second(school, school.firstDay()); at < end; at += MINUTE) {
            for (Probe probe : Probe.ALL) {
                if (probe.isBlocked(policy, Instant.ofEpochSecond(at)) != isBlocked(school, probe, at)) {
                    check(policy, probe, at, isBlocked(school, probe, at));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NaiveSchool.class)
    void whatIsDecidedStaysSoUntilTheChangeThatIsForetold(NaiveSchool school) {
        Policy policy = policy(school);
        Random random = new Random(28);
        long end = second(school, school.firstDay().plusYears(1));
        Instant at = Instant.ofEpochSecond(second(school, school.firstDay()));
        Set<Instant> seen = new HashSet<>();
        while (at.getEpochSecond() < end && seen.size() < 400) {
            Instant next = policy.nextChange(at);
            assertThat(next).isNotNull().isAfter(at);
            for (Probe probe : Probe.ALL) {
                boolean now = probe.isBlocked(policy, at);
                assertThat(probe.isBlocked(policy, next.minusSeconds(1))).isEqualTo(now);
                long between = at.getEpochSecond() + random.nextLong(next.getEpochSecond() - at.getEpochSecond());
                check(policy, probe, between, now);
            }
            seen.add(next);
            at = next;
        }
        assertThat(seen).hasSizeGreaterThan(300);
    }

    private static boolean isBlocked(NaiveSchool school, Probe probe, long second) {
        return probe.isBlocked(school, LocalDateTime.ofInstant(Instant.ofEpochSecond(second), school.zone()));
    }

    private static void check(Policy policy, Probe probe, long second, boolean isBlocked) {
        Instant at = Instant.ofEpochSecond(second);
        ZoneId zone = policy.school().timeZone();
        assertThat(probe.isBlocked(policy, at))
                .as("%s is blocked at %s", probe, at.atZone(zone))
                .isEqualTo(isBlocked);
    }

    private static long second(NaiveSchool school, LocalDate date) {
        return date.atStartOfDay(school.zone()).toEpochSecond();
    }
}
