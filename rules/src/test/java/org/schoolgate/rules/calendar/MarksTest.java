package org.schoolgate.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarksTest {
    private static final int DAYS = 400;

    private static Calendar calendar(String zone) {
        return Calendar.plain(ZoneId.of(zone));
    }

    private static Span daily(int from, int to) {
        return new Span(Days.ALL, new Hours(from, to));
    }

    /** In order: place, hours, and the UTC times within one day at which they begin and end. */
    @ParameterizedTest
    @CsvSource({
        // The clock goes from 01:00 to 02:00 in London on 28 March 2027, and from 02:00 back to 01:00 on 31 October.
        "Europe/London, 1:15-1:45, 2027-03-28T00:00, ",
        "Europe/London, 0:30-1:30, 2027-03-28T00:00, 2027-03-28T00:30 2027-03-28T01:00",
        "Europe/London, 1:30-2:30, 2027-03-28T00:00, 2027-03-28T01:00 2027-03-28T01:30",
        "Europe/London, 22:00-6:00, 2027-03-27T12:00, 2027-03-27T22:00 2027-03-28T05:00",
        "Europe/London, 22:00-6:00, 2027-10-30T12:00, 2027-10-30T21:00 2027-10-31T06:00",
        "Europe/London, 1:15-1:45, 2027-10-31T00:00, 2027-10-31T00:15 2027-10-31T00:45 2027-10-31T01:15 2027-10-31T01:45",
        "Europe/London, 0:30-1:30, 2027-10-30T23:00, 2027-10-30T23:30 2027-10-31T00:30 2027-10-31T01:00 2027-10-31T01:30",
        // In Beirut midnight itself is skipped on 28 March 2027.
        "Asia/Beirut, 0:15-0:45, 2027-03-27T20:00, ",
        "Asia/Beirut, 23:30-1:30, 2027-03-27T20:00, 2027-03-27T21:30 2027-03-27T22:30",
        "Asia/Dubai, 20:00-6:00, 2027-03-28T00:00, 2027-03-28T02:00 2027-03-28T16:00"
    })
    void spanFollowsTheClockOnTheWall(String zone, String hours, LocalDateTime start, @Nullable String turns) {
        String[] times = hours.split("-");
        Span span = daily(minute(times[0]), minute(times[1]));
        Calendar calendar = calendar(zone);
        Marks marks = Marks.of(calendar, List.of(span));
        Instant end = start.plusHours(22).toInstant(ZoneOffset.UTC);
        StringBuilder found = new StringBuilder();
        Instant at = start.toInstant(ZoneOffset.UTC);
        for (Instant next = turn(marks, span, calendar, at);
                next != null && next.isBefore(end);
                next = turn(marks, span, calendar, next)) {
            found.append(found.isEmpty() ? "" : " ").append(next.toString(), 0, "2027-03-28T00:00".length());
        }
        assertThat(found).hasToString(turns == null ? "" : turns);
    }

    private static @Nullable Instant turn(Marks marks, When time, Calendar calendar, Instant at) {
        return marks.nextChange(at, instant -> time.holds(calendar.at(instant, Set.of())));
    }

    private static int minute(String clock) {
        String[] parts = clock.split(":");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/London",
                "Asia/Dubai",
                "Asia/Beirut",
                "Africa/Cairo",
                "America/Nuuk",
                "Australia/Lord_Howe",
                "Pacific/Apia"
            })
    void nothingChangesBetweenTwoMarksAndEveryInstantIsBetweenTwo(String zone) {
        Random random = new Random(3);
        Calendar calendar = calendar(zone);
        List<Span> spans = List.of(
                daily(0, 30),
                daily(15, 75),
                daily(90, 150),
                daily(23 * 60 + 30, 45),
                new Span(Days.ALL, Hours.ALL_DAY));
        Marks marks = Marks.of(calendar, spans);
        // A year with the day that Samoa left out, and one of today.
        for (String first : List.of("2011-06-01T00:00:00Z", "2026-12-01T00:00:00Z")) {
            long start = Instant.parse(first).getEpochSecond();
            for (int i = 0; i < 5_000; i++) {
                Instant at = Instant.ofEpochSecond(start + random.nextLong(DAYS * 86_400L));
                Instant last = marks.last(at);
                Instant next = marks.next(at);
                assertThat(last).isBeforeOrEqualTo(at);
                assertThat(next).isAfter(at).isBefore(at.plusSeconds(26 * 3_600));
                assertThat(marks.next(last)).isEqualTo(next);
                assertThat(marks.last(next.minusNanos(1))).isEqualTo(last);
                for (Span span : spans) {
                    boolean holds = span.holds(calendar.at(at, Set.of()));
                    assertThat(span.holds(calendar.at(last, Set.of()))).isEqualTo(holds);
                    assertThat(span.holds(calendar.at(next.minusSeconds(1), Set.of())))
                            .isEqualTo(holds);
                }
            }
        }
    }

    @Test
    void beginningsAndEndsOfExamsAreMarks() {
        Exam exam = new Exam(
                "Physics",
                LocalDateTime.parse("2027-05-10T09:05"),
                LocalDateTime.parse("2027-05-10T10:35"),
                Set.of("ks4"));
        Calendar plain = calendar("Europe/London");
        Calendar calendar = new Calendar(
                plain.zone(),
                plain.schoolDays(),
                List.of(),
                List.of(),
                Weeks.ALIKE,
                List.of(),
                List.of(exam),
                List.of(),
                List.of());
        Instant at = Instant.parse("2027-04-01T00:00:00Z");
        Marks marks = Marks.of(calendar, List.of());
        Instant begins = marks.nextChange(
                at, instant -> calendar.at(instant, Set.of("ks4")).exam());
        assertThat(begins).isNotNull().isEqualTo(Instant.parse("2027-05-10T08:05:00Z"));
        assertThat(marks.nextChange(
                        begins, instant -> calendar.at(instant, Set.of("ks4")).exam()))
                .isEqualTo(Instant.parse("2027-05-10T09:35:00Z"));
        assertThat(marks.nextChange(
                        at, instant -> calendar.at(instant, Set.of("ks3")).exam()))
                .isNull();
    }

    @Test
    void dayIsDescribedUntilItIsAnother() {
        Bells bells = new Bells(
                "day",
                List.of(
                        new Period("1", new Hours(540, 600), true),
                        new Period("Break", new Hours(600, 620), false),
                        new Period("2", new Hours(620, 720), true)));
        Calendar calendar = new Calendar(
                ZoneId.of("Europe/London"),
                Calendar.MONDAY_TO_FRIDAY,
                List.of(new NamedDates(
                        "Autumn", new DateRange(LocalDate.parse("2026-09-03"), LocalDate.parse("2026-12-18")))),
                List.of(),
                new Weeks(List.of("A", "B"), List.of(LocalDate.parse("2026-09-07"))),
                List.of(new BellDays(bells, Days.ALL, null, Set.of())),
                List.of(),
                List.of(),
                List.of());
        Instant at = Instant.parse("2026-11-30T10:05:00Z");
        assertThat(calendar.at(at, Set.of()).describe())
                .isEqualTo("monday, a school day, term Autumn, week A, period Break, break, teaching_hours");
        Instant next = calendar.nextChange(at, Set.of());
        assertThat(next).isNotNull().isEqualTo(Instant.parse("2026-11-30T10:20:00Z"));
        assertThat(calendar.at(next, Set.of()).describe())
                .isEqualTo("monday, a school day, term Autumn, week A, lesson 2, teaching_hours");
        assertThat(calendar.at(Instant.parse("2026-12-19T10:00:00Z"), Set.of()).describe())
                .isEqualTo("saturday, no school day, week A, outside_school");
    }
}
