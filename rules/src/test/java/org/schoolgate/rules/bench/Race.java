package org.schoolgate.rules.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Kinds of work timed in turn, a chunk of each, so that whatever else the machine does falls on all alike. What counts of each
 * kind is the tenth percentile of its chunks.
 */
public final class Race {
    private Race() {}

    /**
     * Nanoseconds that a chunk of each kind takes.
     *
     * @param warmUp chunks that are not counted
     */
    public static double[] run(int warmUp, int chunks, List<Runnable> kinds) {
        long[][] nanos = new long[kinds.size()][chunks];
        for (int chunk = -warmUp; chunk < chunks; chunk++) {
            for (int kind = 0; kind < nanos.length; kind++) {
                kinds.get(kind).run(); // not timed: brings back to the caches what the others drove out
                long start = System.nanoTime();
                kinds.get(kind).run();
                nanos[kind][Math.max(0, chunk)] = System.nanoTime() - start;
            }
        }
        return Arrays.stream(nanos).mapToDouble(Race::tenthPercentile).toArray();
    }

    private static double tenthPercentile(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 10];
    }
}
