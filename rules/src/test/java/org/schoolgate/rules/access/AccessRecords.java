package org.schoolgate.rules.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records for tests, told apart by their number. */
public final class AccessRecords {
    public static final Instant START = Instant.parse("2026-11-24T09:30:00.125Z");

    private AccessRecords() {}

    /** Record {@code number}, which is asked for {@code number} seconds after {@link #START}. */
    public static AccessRecord numbered(int number) {
        return record(START.plusSeconds(number), "host" + number + ".example.org", "/", AccessRecord.Outcome.ALLOW);
    }

    /** The number that {@link #numbered} was given. */
    public static int numberOf(AccessRecord record) {
        return Math.toIntExact(Duration.between(START, record.time()).toSeconds());
    }

    public static AccessRecord record(Instant time, String host, @Nullable String path, AccessRecord.Outcome decision) {
        return new AccessRecord(
                time,
                new AccessRecord.Who("10.1.2.3", "library", "ks3", null, "zone"),
                new AccessRecord.Asked("GET", "http", host, 80, path),
                new AccessRecord.Sent(200, 311, 5120),
                new AccessRecord.Timing(17, 0, 3, 4, 9),
                new AccessRecord.Ruling(
                        decision, "category", "blocked_categories", "adult", "ut1", "adult/domains", 7, false),
                null,
                decision == AccessRecord.Outcome.BLOCK ? "1-3-1A-F" : null,
                null,
                null);
    }
}
