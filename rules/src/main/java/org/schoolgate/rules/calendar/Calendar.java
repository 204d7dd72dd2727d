package org.schoolgate.rules.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A school's calendar.
 *
 * @param zone whose clock is on the wall
 * @param schoolDays days of the week on which there is school
 * @param terms none where every week of the year is one of school; else there is school in them only. None overlaps another
 * @param closures days on which there is none, whatever the day of the week
 * @param timetable which bells ring on school days; of those that fit a day the last counts
 * @param teachingHours on school days; none where the bells say it
 */
public record Calendar(
        ZoneId zone,
        Set<DayOfWeek> schoolDays,
        List<NamedDates> terms,
        List<NamedDates> closures,
        Weeks weeks,
        List<BellDays> timetable,
        List<Exam> exams,
        List<Span> teachingHours,
        List<Span> dutyPeriods) {
    /** Where nothing else is said. */
    public static final Set<DayOfWeek> MONDAY_TO_FRIDAY = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    public Calendar {
        schoolDays = Set.copyOf(schoolDays);
        terms = List.copyOf(terms);
        closures = List.copyOf(closures);
        timetable = List.copyOf(timetable);
        exams = List.copyOf(exams);
        teachingHours = List.copyOf(teachingHours);
        dutyPeriods = List.copyOf(dutyPeriods);
    }

    /** Of a school that says nothing of it: Monday to Friday, all year, and no bells. */
    public static Calendar plain(ZoneId zone) {
        return new Calendar(
                zone, MONDAY_TO_FRIDAY, List.of(), List.of(), Weeks.ALIKE, List.of(), List.of(), List.of(), List.of());
    }

    /** @param roles of whoever asks: the role, and all that it extends */
    public SchoolTime at(Instant instant, Set<String> roles) {
        return new SchoolTime(this, LocalDateTime.ofInstant(instant, zone), roles);
    }

    /** When {@link SchoolTime#describe} says something else next; null when that is not within {@link Marks#HORIZON}. */
    public @Nullable Instant nextChange(Instant after, Set<String> roles) {
        return Marks.of(this, List.of())
                .nextChange(after, instant -> at(instant, roles).describe());
    }

    /** Null outside all terms. */
    @Nullable
    String term(LocalDate date) {
        return name(terms, date);
    }

    boolean isOver(LocalDate date) {
        for (NamedDates term : terms) {
            if (!date.isAfter(term.dates().to())) {
                return false;
            }
        }
        return !terms.isEmpty();
    }

    boolean isTerm(LocalDate date) {
        return (terms.isEmpty() || term(date) != null) && name(closures, date) == null;
    }

    public boolean isSchoolDay(LocalDate date) {
        return schoolDays.contains(date.getDayOfWeek()) && isTerm(date);
    }

    private static @Nullable String name(List<NamedDates> all, LocalDate date) {
        for (NamedDates each : all) {
            if (each.dates().contains(date)) {
                return each.name();
            }
        }
        return null;
    }

    /** {@link Bells#NONE} when there is no school. */
    Bells bells(LocalDate date, Set<String> roles) {
        if (isSchoolDay(date)) {
            for (int i = timetable.size() - 1; i >= 0; i--) {
                if (timetable.get(i).fit(date, roles, this)) {
                    return timetable.get(i).bells();
                }
            }
        }
        return Bells.NONE;
    }
}
