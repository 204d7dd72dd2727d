package org.schoolgate.rules.calendar;

/**
 * From one bell to the next.
 *
 * @param hours of one day
 * @param isLesson whether pupils are taught or looked after then, as in a lesson, tutor time or a club; else it is a break
 */
public record Period(String name, Hours hours, boolean isLesson) {
    /** @throws IllegalArgumentException when it goes on past midnight */
    public Period {
        if (hours.isPastMidnight()) {
            throw new IllegalArgumentException(
                    "period: " + name + " " + hours.text() + " (expected: an end after its beginning)");
        }
    }
}
