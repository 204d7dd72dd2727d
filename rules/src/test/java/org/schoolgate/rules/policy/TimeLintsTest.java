package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeLintsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String ROLES =
            "roles: {pupil: {}, ks3: {audience: ks3, extends: pupil}, staff: {audience: adult}}\n";
    private static final String BELLS = """
              bells: {day: [{name: 1, from: "09:00", to: "10:00"}]}
              timetable: [{bells: day, roles: [pupil]}]
            """;

    private static org.assertj.core.api.ListAssert<String> assertLints(String yaml) {
        return assertThat(TimeLints.of(Policies.document(Policies.HEAD + yaml), NOW));
    }

    private static String rule(String when) {
        return "rules: [{id: r, hosts: [a.example], action: block, when: " + when + "}]\n" + ROLES;
    }

    /** Columns: the times of a rule, and what is said of it where no bells ring. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [lesson]               | rule r: its time does not come within the next year; the calendar has no bells
                    [break, duty, exam]    | rule r: its time does not come within the next year; the calendar has no bells
                    [outside_school]       | rule r: its time holds all through the next year; the calendar has no bells
                    [{not: [teaching_hours]}] | rule r: its time holds all through the next year; the calendar has no bells
                    [{}]                   | rule r: its time holds all through the next year; the calendar has no bells
                    [term]                 | rule r: its time holds all through the next year; the calendar has no bells
                    """)
    void timeThatNeverChangesIsPointedOut(String when, String lint) {
        assertLints(rule(when)).containsExactly(lint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[school_day]", "[{from: 09:00, to: 10:00}]", "[lesson, {days: [sunday]}]"})
    void timeThatComesAndGoesIsNot(String when) {
        assertLints(rule(when)).isEmpty();
    }

    @Test
    void timeCountsForThoseOnlyWhomItIsSaidTo() {
        String staff = "calendar:\n" + BELLS
                + "rules: [{id: r, roles: [staff], hosts: [a.example], action: block, when: [lesson]}]\n";
        assertLints(staff + ROLES).containsExactly("rule r: its time does not come within the next year");
        assertLints(staff.replace("[staff]", "[pupil]") + ROLES).isEmpty();
        assertLints(staff.replace("roles: [staff], ", "") + ROLES).isEmpty();
    }

    @Test
    void closingTimesAndEntriesAreLookedAtToo() {
        assertLints("""
                zones: [{id: z, name: Z, networks: [], roles: [staff], closed: [lesson]}]
                roles: {one: {audience: ks3, closed: [exam]}, two: {audience: ks3, closed: []}, staff: {audience: adult}}
                entries: [{pattern: a.example, action: block, when: [break]}]
                """)
                .containsExactly(
                        "entry a.example: its time does not come within the next year; the calendar has no bells",
                        "closed of zone z: its time does not come within the next year; the calendar has no bells",
                        "closed of role one: its time does not come within the next year; the calendar has no bells");
    }

    /** Columns: end of the last term, and what is said of it on 28 November. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    2027-01-28 | -
                    2027-01-27 | calendar: the last term ends on 2027-01-27: after it no day is a school day, and no bell rings; add the terms to come
                    2026-11-28 | calendar: the last term ends on 2026-11-28: after it no day is a school day, and no bell rings; add the terms to come
                    2026-11-27 | calendar: the last term ended on 2026-11-27: since then no day is a school day, and no bell rings; add the terms to come
                    """)
    void calendarThatEndsIsPointedOutInTime(String end, @org.jspecify.annotations.Nullable String lint) {
        String yaml = "calendar: {terms: [{name: T, from: 2026-09-03, to: " + end + "}]}\n" + ROLES;
        if (lint == null) {
            assertLints(yaml).isEmpty();
        } else {
            assertLints(yaml).containsExactly(lint);
        }
    }

    @Test
    void datesThatChangeNothingArePointedOut() {
        assertLints("""
                calendar:
                  terms:
                    - {name: Weekend, from: 2027-05-01, to: 2027-05-02}
                    - {name: Summer, from: 2027-05-03, to: 2027-07-02}
                  closures: [{name: August, from: 2027-08-01, to: 2027-08-31}]
                  exams: [{name: Latin, from: 2027-06-06T09:00, to: 2027-06-06T11:00}]
                """ + ROLES)
                .containsExactly(
                        "calendar: the term \"Weekend\" has no school day",
                        "calendar: the closure \"August\" is in no term, so that it changes nothing",
                        "calendar: the exam \"Latin\" begins on no school day");
    }
}
