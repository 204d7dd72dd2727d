package org.schoolgate.proxy.accesslog;

import java.time.Duration;

/**
 * How the access log is written and how much of it is kept.
 *
 * @param flushEvery a record is on the disk so long after it was made, at most twice that
 * @param segmentAge a segment that has been open so long is closed
 * @param segmentBytes a segment that has grown to this is closed
 * @param keepAge older segments are deleted
 * @param keepBytes the oldest segments beyond this total are deleted
 * @param spareBytes the oldest segments are deleted while the disk has less than this left
 */
public record AccessLogLimits(
        Duration flushEvery,
        Duration segmentAge,
        long segmentBytes,
        Duration keepAge,
        long keepBytes,
        long spareBytes) {
    private static final long MIB = 1024 * 1024;

    public static final AccessLogLimits DEFAULT = new AccessLogLimits(
            Duration.ofMillis(400), Duration.ofMinutes(1), 16 * MIB, Duration.ofDays(365), 16 * 1024 * MIB, 64 * MIB);

    /**
     * The same, but for how much is kept.
     *
     * @throws IllegalArgumentException when that is nothing
     */
    public AccessLogLimits keeping(int days, int gibibytes) {
        if (days < 1 || gibibytes < 1) {
            throw new IllegalArgumentException(
                    "access log: " + days + " days, " + gibibytes + " GiB (expected: 1 or more of each)");
        }
        return new AccessLogLimits(
                flushEvery, segmentAge, segmentBytes, Duration.ofDays(days), gibibytes * 1024 * MIB, spareBytes);
    }
}
