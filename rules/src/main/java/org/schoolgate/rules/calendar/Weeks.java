package org.schoolgate.rules.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The school's weeks, which take turns: A, B, A, B ….
 *
 * @param names in their turn; none where all weeks are the same
 * @param from days from which they are counted anew, beginning with the first name; in order. A school week has seven days from
 *     there
 */
public record Weeks(List<String> names, List<LocalDate> from) {
    public static final Weeks ALIKE = new Weeks(List.of(), List.of());

    private static final int DAYS = 7;

    public Weeks {
        names = List.copyOf(names);
        from = from.stream().sorted().toList();
    }

    /** Null where they have no names, and before the first day from which they count. */
    public @Nullable String of(LocalDate date) {
        LocalDate start = null;
        for (LocalDate next : from) {
            start = next.isAfter(date) ? start : next;
        }
        if (start == null || names.isEmpty()) {
            return null;
        }
        long week = ChronoUnit.DAYS.between(start, date) / DAYS;
        return names.get((int) (week % names.size()));
    }
}
