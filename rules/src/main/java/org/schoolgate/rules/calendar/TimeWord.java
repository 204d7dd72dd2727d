package org.schoolgate.rules.calendar;

import java.util.Locale;
import java.util.function.Predicate;

/** What schools call a time. */
public enum TimeWord implements When {
    /** A day of a term on which the school is not closed, weekends too. */
    TERM(SchoolTime::isTerm),
    /** All of a day on which there is school. */
    SCHOOL_DAY(SchoolTime::isSchoolDay),
    /** From the first bell of a school day to the last. */
    SCHOOL_HOURS(SchoolTime::isSchoolHours),
    /** All other time. */
    OUTSIDE_SCHOOL(time -> !time.isSchoolHours()),
    /** A period that is a lesson. */
    LESSON(SchoolTime::isLesson),
    /** Between the first bell and the last, and no lesson. */
    BREAK(SchoolTime::isBreak),
    /** As declared, else from the beginning of the first lesson to the end of the last. */
    TEACHING_HOURS(SchoolTime::isTeachingHours),
    /** As declared. */
    DUTY(SchoolTime::isDuty),
    EXAM(time -> time.exam() != null);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final Predicate<SchoolTime> isSo;

    TimeWord(Predicate<SchoolTime> isSo) {
        this.isSo = isSo;
    }

    /** As written in policies. */
    public String id() {
        return id;
    }

    @Override
    public boolean holds(SchoolTime time) {
        return isSo.test(time);
    }
}
