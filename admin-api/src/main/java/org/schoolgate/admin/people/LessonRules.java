package org.schoolgate.admin.people;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.Period;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Zone;

/** What a lesson may say: days, weeks and periods of the school's calendar, and zones of its policy. */
final class LessonRules {
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    private final List<String> weeks;
    private final List<String> periods;
    private final List<String> zones;

    LessonRules(Policy policy) {
        Calendar calendar = policy.calendar();
        weeks = calendar.weeks().names();
        periods = calendar.timetable().stream()
                .flatMap(days -> days.bells().periods().stream())
                .map(Period::name)
                .distinct()
                .toList();
        zones = policy.zones().stream().map(Zone::id).toList();
    }

    void check(Lesson lesson) {
        known("lessons.day", lesson.day(), DAYS);
        optional("lessons.week", lesson.week(), weeks);
        optional("lessons.room", lesson.room(), zones);
        boolean hasHours = lesson.from() != null && lesson.to() != null;
        if ((lesson.period() == null) != hasHours || (lesson.from() == null) != (lesson.to() == null)) {
            throw ProblemException.invalidField(
                    "lessons", "expected is a period, or from and to, for each lesson, and not both");
        }
        optional("lessons.period", lesson.period(), periods);
        if (lesson.from() != null
                && lesson.to() != null
                && !time("lessons.from", lesson.from()).isBefore(time("lessons.to", lesson.to()))) {
            throw ProblemException.invalidField("lessons.to", lesson.to() + " (expected: after " + lesson.from() + ")");
        }
    }

    private static void optional(String field, @Nullable String value, List<String> known) {
        if (value != null) {
            known(field, value, known);
        }
    }

    private static void known(String field, @Nullable String value, List<String> known) {
        if (value == null || !known.contains(value)) {
            throw Fields.unknown(field, value == null ? "" : value, known);
        }
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalidField(field, "expected is a time as in 08:45");
        }
    }
}
