package org.schoolgate.rules.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days that have something in common.
 *
 * @param ofWeek days of the week
 * @param haveSchool whether days with school are among them. Neither the one nor the other stands for all days
 * @param weeks only in these of the school's weeks; empty for all
 */
public record Days(Set<DayOfWeek> ofWeek, boolean haveSchool, Set<String> weeks) {
    public static final Days ALL = new Days(Set.of(), false, Set.of());

    public Days {
        ofWeek = Set.copyOf(ofWeek);
        weeks = Set.copyOf(weeks);
    }

    boolean include(LocalDate date, Calendar calendar) {
        boolean isEvery = ofWeek.isEmpty() && !haveSchool;
        return (isEvery || ofWeek.contains(date.getDayOfWeek()) || haveSchool && calendar.isSchoolDay(date))
                && (weeks.isEmpty() || isInWeek(calendar.weeks().of(date)));
    }

    private boolean isInWeek(@Nullable String week) {
        return week != null && weeks.contains(week);
    }
}
