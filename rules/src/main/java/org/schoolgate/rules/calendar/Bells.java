package org.schoolgate.rules.calendar;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of day is divided.
 *
 * @param periods none on a day without bells; in order, and none within another
 */
public record Bells(String name, List<Period> periods) {
    /** Of days on which none ring. */
    static final Bells NONE = new Bells("none", List.of());

    /** @throws IllegalArgumentException when two periods overlap */
    public Bells {
        periods = periods.stream()
                .sorted(Comparator.comparingInt(period -> period.hours().from()))
                .toList();
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).hours().from() < periods.get(i - 1).hours().to()) {
                throw new IllegalArgumentException(
                        "bells: " + name + ", " + periods.get(i).name() + " begins within "
                                + periods.get(i - 1).name() + " (expected: after it)");
            }
        }
    }

    /** Null between two periods, before the first and after the last. */
    @Nullable
    Period at(int minute) {
        for (Period period : periods) {
            if (period.hours().contains(minute)) {
                return period;
            }
        }
        return null;
    }

    /** From the first bell to the last. */
    boolean span(int minute) {
        return !periods.isEmpty()
                && minute >= periods.get(0).hours().from()
                && minute < periods.get(periods.size() - 1).hours().to();
    }

    /** From the beginning of the first lesson to the end of the last. */
    boolean spanLessons(int minute) {
        boolean begun = false;
        for (Period period : periods) {
            begun |= period.isLesson() && period.hours().from() <= minute;
            if (begun && period.isLesson() && minute < period.hours().to()) {
                return true;
            }
        }
        return false;
    }
}
