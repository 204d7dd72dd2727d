package org.schoolgate.cli.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;

/** A point in time as people type it: a day, a local time, or a time with an offset. */
final class TimeOption {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSS]][XXX]]");

    private TimeOption() {}

    /** @param zone of a day, which is its first moment, and of a time without an offset */
    static @Nullable Instant read(String option, @Nullable String text, ZoneId zone) throws RefusedException {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime at) {
                return at.toInstant();
            }
            return (time instanceof LocalDateTime local ? local.atZone(zone) : startOf((LocalDate) time, zone))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new RefusedException(option + ": " + text
                    + " (expected: a time as in 2026-09-01, 2026-09-01T08:30 or 2026-09-01T08:30:00Z)");
        }
    }

    private static ZonedDateTime startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone);
    }
}
