package org.schoolgate.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * By how much one quantity grows: the median of the slopes between any two of its samples (Theil and Sen), which a few samples
 * that are out of line do not move.
 */
final class Trend {
    private record Sample(double hours, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    void add(Duration at, double value) {
        samples.add(new Sample(at.toMillis() / (double) Duration.ofHours(1).toMillis(), value));
    }

    /** In an hour; needs samples of at least two times. */
    double perHour() {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < i; j++) {
                slopes.add(slope(samples.get(j), samples.get(i)));
            }
        }
        slopes.sort(null);
        return (slopes.get((slopes.size() - 1) / 2) + slopes.get(slopes.size() / 2)) / 2;
    }

    private static double slope(Sample from, Sample to) {
        return (to.value() - from.value()) / (to.hours() - from.hours());
    }
}
