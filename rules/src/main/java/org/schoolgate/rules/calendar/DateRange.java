package org.schoolgate.rules.calendar;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Days one after the other.
 *
 * @param to the last one
 */
public record DateRange(LocalDate from, LocalDate to) {
    /** @throws IllegalArgumentException when it ends before it begins */
    public DateRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("dates: to " + to + " (expected: " + from + " or later)");
        }
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    public Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }

    public boolean overlaps(DateRange other) {
        return !other.to.isBefore(from) && !other.from.isAfter(to);
    }
}
