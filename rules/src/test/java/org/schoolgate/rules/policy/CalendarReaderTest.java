package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.calendar.BellDays;
import org.schoolgate.rules.calendar.Calendar;

final class CalendarReaderTest {
    private static final String ROLES = "roles: {ks3: {audience: ks3}, ks4: {audience: ks4}}\n";

    /** Columns: calendar with one mistake, at which text it is found, the message, the name that was probably meant. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {trems: []} | trems | unknown key of calendar: "trems" (expected: one of school_days, terms, closures, weeks, bells, timetable, exams, teaching_hours, duty_periods) | terms
                    {school_days: [mon]} | mon] | day: "mon" (expected: one of monday, tuesday, wednesday, thursday, friday, saturday, sunday) |
                    {school_days: [mondya]} | mondya] | day: "mondya" (expected: one of monday, tuesday, wednesday, thursday, friday, saturday, sunday) | monday
                    {school_days: []} | [] | school days: a list (expected: at least one day of the week) |
                    {terms: [{name: T, from: 2027-02-29, to: 2027-03-01}]} | 2027-02-29 | date: "2027-02-29" (expected: a date such as 2026-09-03) |
                    {terms: [{name: T, from: 3.9.2026, to: 2027-03-01}]} | 3.9.2026 | date: "3.9.2026" (expected: a date such as 2026-09-03) |
                    {terms: [{name: T, from: 2027-03-02, to: 2027-03-01}]} | 2027-03-01 | to: "2027-03-01" (expected: a date not before 2027-03-02) |
                    {terms: [{name: T, from: 2027-03-02}]} | {name | term: no "to" (expected: one) |
                    {terms: [{name: S, from: 2026-09-01, to: 2026-12-18}, {name: T, from: 2026-12-18, to: 2027-03-01}]} | {name: T | term: "T" overlaps "S", 2026-09-01 to 2026-12-18 (expected: one after the other) |
                    {closures: [{from: 2026-10-26}]} | {from | closure: no "name" (expected: one) |
                    {weeks: {names: [A], from: [2026-09-07]}} | [A] | names of weeks: a list (expected: two or more, in their turn) |
                    {weeks: {names: [A, B], from: []}} | [] | from: a list (expected: the date on which the first week begins) |
                    {weeks: {names: [A, B]}} | {names | weeks: no "from" (expected: one) |
                    {bells: {day: [{name: 1, from: "9:00", to: "10:00"}]}} | {bells | calendar: no "timetable" (expected: one) |
                    {bells: {day: {}}, timetable: []} | {}}, | bells: a mapping (expected: a list of periods) |
                    {bells: {day: [{name: 1, from: "9:00", to: "9:00"}]}, timetable: []} | "9:00"} | to: "9:00" (expected: a time after the beginning of the period) |
                    {bells: {day: [{name: 1, from: "24:00", to: "24:00"}]}, timetable: []} | "24:00", | time: "24:00" (expected: a time such as 08:30; a day begins at 00:00) |
                    {bells: {day: [{name: 1, from: "9.00", to: "10:00"}]}, timetable: []} | "9.00" | time: "9.00" (expected: a time such as 08:30) |
                    {bells: {day: [{name: 1, from: "9:00", to: "25:00"}]}, timetable: []} | "25:00" | time: "25:00" (expected: a time such as 15:30, or 24:00) |
                    {bells: {day: [{name: 1, from: "9:00", to: "10:00"}, {name: 2, from: "9:55", to: "11:00"}]}, timetable: []} | {name: 2 | period: "2" 09:55-11:00 overlaps "1" 09:00-10:00 (expected: one after the other) |
                    {bells: {full: [], short: []}, timetable: [{bells: ful}]} | ful} | bells: "ful" (expected: one of full, short) | full
                    {timetable: [{bells: full}]} | full} | bells: "full" (expected: bells that the calendar defines) |
                    {bells: {full: []}, timetable: [{bells: full, weeks: [C]}]} | C] | week: "C" (expected: no weeks, as the calendar names none) |
                    {weeks: {names: [A, B], from: [2026-09-07]}, bells: {full: []}, timetable: [{bells: full, weeks: [C]}]} | C] | week: "C" (expected: one of A, B) | A
                    {bells: {full: []}, timetable: [{bells: full, to: 2026-09-07}]} | {bells: full, | timetable item with to: a mapping (expected: from, the first of its days) |
                    {bells: {full: []}, timetable: [{bells: full, roles: [ks5]}]} | ks5 | role: "ks5" (expected: one of ks3, ks4) | ks3
                    {exams: [{name: E, from: 2027-05-10, to: 2027-05-11T09:00}]} | 2027-05-10, | date and time: "2027-05-10" (expected: such as 2027-05-10T09:00) |
                    {exams: [{name: E, from: 2027-05-10T09:00, to: 2027-05-10T09:00}]} | 2027-05-10T09:00} | to: "2027-05-10T09:00" (expected: later than 2027-05-10T09:00) |
                    {teaching_hours: [lesson]} | lesson | span: "lesson" (expected: a mapping) |
                    {teaching_hours: [{from: "20:00", to: "02:00"}]} | {from | teaching hours past midnight: a mapping (expected: an end on the same day) |
                    {duty_periods: [{from: "9:00", to: "9:00"}]} | {from | span that ends when it begins: a mapping (expected: another time; no from and no to for all day) |
                    """)
    void mistakeOfACalendarHasItsPlace(String calendar, String found, String message, @Nullable String nearest) {
        mistake("calendar: " + calendar + "\n" + ROLES, found, message, nearest);
    }

    /** Columns: the times of a rule with one mistake, and as above. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [] | [] | when: a list (expected: at least one time) |
                    lesson | lesson | when: "lesson" (expected: a list of times) |
                    [leson] | leson] | time: "leson" (expected: a span, or one of term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam, homework) | lesson
                    [homewrk] | homewrk] | time: "homewrk" (expected: a span, or one of term, school_day, school_hours, outside_school, lesson, break, teaching_hours, duty, exam, homework) | homework
                    [{day: [monday]}] | day: | unknown key of span: "day" (expected: one of days, from, to, weeks) | days
                    [{days: [school_day]}] | school_day] | day: "school_day" (expected: one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, school_days) | school_days
                    [{days: [monday, monday]}] | monday]}] | days: twice in the list: "monday" (expected: once) |
                    [{not: lesson}] | lesson | when: "lesson" (expected: a list of times) |
                    [{not: [lesson], days: [monday]}] | days: | unknown key of time: "days" (expected: one of not) |
                    """)
    void mistakeOfATimeHasItsPlace(String when, String found, String message, @Nullable String nearest) {
        mistake(
                "times: {homework: [{from: \"16:00\"}]}\n" + ROLES
                        + "rules: [{id: r, hosts: [a.example], action: block,\n when: " + when + "}]\n",
                found,
                message,
                nearest);
    }

    @Test
    void nameOfATimeIsNoneOfTheWords() {
        mistake(
                "times: {lesson: [{from: \"16:00\"}]}\n" + ROLES,
                "lesson",
                "name of a time: \"lesson\" (expected: none of the words term, school_day, school_hours,"
                        + " outside_school, lesson, break, teaching_hours, duty, exam)",
                null);
    }

    @Test
    void allMistakesOfACalendarAreReportedAtOnce() {
        List<PolicyError> errors = errors(Policies.HEAD + """
                calendar:
                  terms:
                    - {name: T, from: 2026-09-31, to: 2026-12-18}
                  bells:
                    day: [{name: 1, from: "9:00", to: "8:00"}]
                  timetable: [{bells: dya}]
                """ + ROLES);
        assertThat(errors).extracting(PolicyError::line).containsExactly(5, 7, 8);
        assertThat(errors.get(2).nearest()).isEqualTo("day");
    }

    @Test
    void schoolThatSaysNothingHasSchoolFromMondayToFridayAllYear() {
        Calendar calendar = Policies.document(Policies.HEAD + ROLES).calendar();
        assertThat(calendar.schoolDays()).isEqualTo(Calendar.MONDAY_TO_FRIDAY).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(calendar.terms()).isEmpty();
        assertThat(calendar.timetable()).isEmpty();
    }

    @Test
    void periodsMayBeWrittenInAnyOrderAndOneDayNeedsNoEnd() {
        Calendar calendar = Policies.document(Policies.HEAD + """
                calendar:
                  closures: [{name: Day off, from: 2026-10-26}]
                  bells: {day: [{name: 2, from: "10:00", to: "11:00"}, {name: 1, from: 9:00, to: 10:00}]}
                  timetable: [{bells: day, from: 2026-12-18, roles: [ks3]}]
                """ + ROLES).calendar();
        BellDays days = calendar.timetable().get(0);
        assertThat(days.bells().periods()).extracting(period -> period.name()).containsExactly("1", "2");
        assertThat(days.dates())
                .isNotNull()
                .satisfies(dates -> assertThat(dates.to()).isEqualTo(dates.from()));
        assertThat(days.roles()).isEqualTo(Set.of("ks3"));
        assertThat(calendar.closures().get(0).dates().to()).hasToString("2026-10-26");
    }

    /** Columns: which school of the reference, role, zone, clock, and whether everything is closed to them. */
    @ParameterizedTest
    @CsvSource({
        "Dubai, ks3, byod, 2027-02-23T10:15, true",
        "Dubai, ks3, byod, 2027-02-23T13:30, false",
        "Dubai, ks3, byod, 2027-02-26T11:29, true",
        "Dubai, ks3, byod, 2027-02-26T11:30, false",
        "Dubai, ks3, byod, 2026-12-02T10:15, false",
        "Dubai, ks3, byod, 2026-12-01T10:15, false",
        "Dubai, ks3, byod, 2026-12-01T10:20, true",
        "Manchester, ks4, boarding, 2027-03-27T23:00, true",
        "Manchester, ks4, boarding, 2027-03-28T06:29, true",
        "Manchester, ks4, boarding, 2027-03-28T06:30, false"
    })
    void schoolsOfTheReferenceDoAsItSays(String school, String role, String zone, String clock, boolean isClosed)
            throws IOException {
        String section =
                Files.readString(Path.of("../docs/policy-reference.md")).split("### A school in " + school)[1];
        String example = section.lines()
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4) + "\n")
                .collect(Collectors.joining());
        Policy policy = Policies.compile(
                "format: 1\n" + example
                        + "roles: {ks3: {audience: ks3}, ks4: {audience: ks4}, staff: {audience: adult}}\n",
                SiteSets.NONE);
        Zone place = policy.zone(zone);
        assertThat(place).isNotNull();
        Request request = new Request(
                Principal.unidentified(role, Attribution.ZONE), place, Hosts.host("a.example"), 80, Scheme.HTTP, "/");
        Instant at =
                LocalDateTime.parse(clock).atZone(policy.school().timeZone()).toInstant();
        Decision decision = policy.decide(request, Policies.verdict(request.host(), "-"), LiveFacts.NONE, at);
        assertThat(decision.reason().step() == Step.CLOSURE).isEqualTo(isClosed);
    }

    private static void mistake(String yaml, String found, String message, @Nullable String nearest) {
        String whole = Policies.HEAD + yaml;
        PolicyError error = errors(whole).get(0);
        assertThat(error.message()).isEqualTo(message);
        String fromThere =
                whole.lines().skip(error.line() - 1).findFirst().orElseThrow().substring(error.column() - 1);
        assertThat(fromThere).startsWith(found);
        assertThat(error.nearest()).isEqualTo(nearest);
        assertThat(errors(whole)).hasSize(1);
    }

    private static List<PolicyError> errors(String yaml) {
        InvalidPolicyException invalid = catchThrowableOfType(
                InvalidPolicyException.class, () -> PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard()));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.errors();
    }
}
