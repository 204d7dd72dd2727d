package org.schoolgate.rules.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is so at one instant, by the school's clock and calendar, for someone of certain roles. */
public final class SchoolTime {
    private static final int MINUTES_OF_HOUR = 60;

    private final Calendar calendar;
    private final LocalDateTime clock;
    private final Set<String> roles;

    SchoolTime(Calendar calendar, LocalDateTime clock, Set<String> roles) {
        this.calendar = calendar;
        this.clock = clock;
        this.roles = roles;
    }

    Calendar calendar() {
        return calendar;
    }

    LocalDate date() {
        return clock.toLocalDate();
    }

    int minute() {
        return clock.getHour() * MINUTES_OF_HOUR + clock.getMinute();
    }

    /** Null outside all terms. */
    public @Nullable String term() {
        return calendar.term(date());
    }

    public boolean isTerm() {
        return calendar.isTerm(date());
    }

    /** Whether the last term is over; never of a calendar without terms, which has no end. */
    boolean isAfterCalendar() {
        return calendar.isOver(date());
    }

    public boolean isSchoolDay() {
        return calendar.isSchoolDay(date());
    }

    /** Null where weeks have no names. */
    public @Nullable String week() {
        return calendar.weeks().of(date());
    }

    private Bells bells() {
        return calendar.bells(date(), roles);
    }

    /** Null outside all periods. */
    public @Nullable Period period() {
        return bells().at(minute());
    }

    public boolean isSchoolHours() {
        return bells().span(minute());
    }

    public boolean isLesson() {
        Period period = period();
        return period != null && period.isLesson();
    }

    /** When the bell ends the lesson that is on; null when none is. */
    public @Nullable Instant endOfLesson() {
        Period period = period();
        return period == null || !period.isLesson()
                ? null
                : date().atStartOfDay()
                        .plusMinutes(period.hours().to())
                        .atZone(calendar.zone())
                        .toInstant();
    }

    public boolean isBreak() {
        return isSchoolHours() && !isLesson();
    }

    public boolean isTeachingHours() {
        return calendar.teachingHours().isEmpty()
                ? bells().spanLessons(minute())
                : isSchoolDay() && isIn(calendar.teachingHours());
    }

    public boolean isDuty() {
        return isIn(calendar.dutyPeriods());
    }

    private boolean isIn(List<Span> spans) {
        for (Span span : spans) {
            if (span.holds(this)) {
                return true;
            }
        }
        return false;
    }

    /** Null when there is none for these roles. */
    public @Nullable Exam exam() {
        for (Exam exam : calendar.exams()) {
            if (exam.isOn(clock, roles)) {
                return exam;
            }
        }
        return null;
    }

    /** In words for a network manager, the same as long as nothing changes. */
    public String describe() {
        List<String> words = new ArrayList<>();
        words.add(date().getDayOfWeek().name().toLowerCase(Locale.ROOT));
        words.add(isSchoolDay() ? "a school day" : "no school day");
        add(words, "term ", term());
        add(words, "week ", week());
        Period period = period();
        add(words, period != null && period.isLesson() ? "lesson " : "period ", period == null ? null : period.name());
        for (TimeWord word : List.of(TimeWord.BREAK, TimeWord.TEACHING_HOURS, TimeWord.DUTY, TimeWord.OUTSIDE_SCHOOL)) {
            add(words, "", word.holds(this) ? word.id() : null);
        }
        Exam exam = exam();
        add(words, "exam ", exam == null ? null : exam.name());
        return String.join(", ", words);
    }

    private static void add(List<String> words, String what, @Nullable String name) {
        if (name != null) {
            words.add(what + name);
        }
    }
}
