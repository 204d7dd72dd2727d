package org.schoolgate.rules.calendar;

import java.util.Locale;

/**
 * Hours by the clock on the wall. Where they end no later than they begin, they go on past midnight.
 *
 * @param from minute of the day, 0 to 1439
 * @param to the minute after the last one, 1 to 1440
 */
public record Hours(int from, int to) {
    static final int MINUTES_OF_DAY = 24 * 60;
    public static final Hours ALL_DAY = new Hours(0, MINUTES_OF_DAY);

    private static final int MINUTES_OF_HOUR = 60;

    /** @throws IllegalArgumentException when a minute is out of range, or there is none between the two */
    public Hours {
        if (from < 0 || from >= MINUTES_OF_DAY || to < 1 || to > MINUTES_OF_DAY || from == to) {
            throw new IllegalArgumentException(
                    "hours: " + from + " to " + to + " (expected: minutes of a day, 0 to 1440, not the same)");
        }
    }

    public boolean isPastMidnight() {
        return to < from;
    }

    /** Of the day on which they begin. */
    boolean contains(int minute) {
        return minute >= from && (isPastMidnight() || minute < to);
    }

    /** Of the day after. */
    boolean containsNextDay(int minute) {
        return isPastMidnight() && minute < to;
    }

    /** As in {@code 20:00-06:00}. */
    public String text() {
        return clock(from) + "-" + clock(to);
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR);
    }
}
