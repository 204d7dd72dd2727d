package org.schoolgate.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The line through samples of one quantity over time that is nearest to all (least squares). */
final class Trend {
    private record Sample(double hours, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    void add(Duration at, double value) {
        samples.add(new Sample(at.toMillis() / (double) Duration.ofHours(1).toMillis(), value));
    }

    /** By how much the quantity grows in an hour; needs samples of at least two times. */
    double perHour() {
        double hours = mean(samples.stream().mapToDouble(Sample::hours).toArray());
        double value = mean(samples.stream().mapToDouble(Sample::value).toArray());
        double together = 0;
        double alone = 0;
        for (Sample each : samples) {
            together += (each.hours() - hours) * (each.value() - value);
            alone += (each.hours() - hours) * (each.hours() - hours);
        }
        return together / alone;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
