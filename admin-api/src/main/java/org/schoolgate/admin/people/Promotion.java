package org.schoolgate.admin.people;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.roster.RoleNames;
import org.schoolgate.admin.roster.YearGroups;

/**
 * Brings pupils into the next year group, once each school year. Those whose year group was said within sixty days before, as
 * by a school system that is ahead with it, are taken to be in it already; those beyond the last one become leavers.
 */
final class Promotion {
    private static final Duration AHEAD = Duration.ofDays(60);

    private final RoleNames roles;
    private final YearGroups years;
    private final MonthDay day;
    private final ZoneId zone;

    Promotion(SchoolPolicy policy) {
        this.roles = policy.roles();
        this.years = policy.years();
        this.day = policy.promotion();
        this.zone = policy.clock();
    }

    RegisterEdit edit(Register before, Instant now) {
        RegisterEdit edit = new RegisterEdit(before);
        for (PersonRecord person : before.people().values()) {
            Instant since = person.yearSince();
            int steps = since == null || person.leaver() ? 0 : steps(since.plus(AHEAD), now);
            if (steps > 0) {
                edit.put(promoted(person, steps, now));
            }
        }
        return edit;
    }

    /** How often the day was begun after one instant and up to another. */
    private int steps(Instant after, Instant until) {
        LocalDate last = LocalDate.ofInstant(until, zone);
        int steps = 0;
        for (int year = LocalDate.ofInstant(after, zone).getYear(); year <= last.getYear(); year++) {
            LocalDate promotion = day.atYear(year);
            boolean isDue = promotion.atStartOfDay(zone).toInstant().isAfter(after) && !promotion.isAfter(last);
            steps += isDue ? 1 : 0;
        }
        return steps;
    }

    private PersonRecord promoted(PersonRecord person, int steps, Instant now) {
        @Nullable String year = person.year();
        for (int i = 0; i < steps && year != null; i++) {
            year = years.after(year);
        }
        if (year == null) {
            return person.asLeaver();
        }
        return new PersonRecord(
                person.id(),
                person.name(),
                person.username(),
                role(person, year),
                year,
                now,
                person.classes(),
                false,
                person.source());
    }

    /** Whoever had another role than that of the year group keeps it. */
    private String role(PersonRecord person, String year) {
        String next = years.roleOf(year);
        boolean follows = person.role().equals(years.roleOf(person.year()));
        return follows && next != null && roles.has(next) ? next : person.role();
    }
}
