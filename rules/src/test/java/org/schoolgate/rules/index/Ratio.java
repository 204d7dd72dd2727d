package org.schoolgate.rules.index;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.bench.Race;
import org.schoolgate.rules.bench.Row;

/**
 * A figure with its bar.
 *
 * @param atLeast whether the bar is the least that is good, or the most
 */
record Ratio(String what, double value, boolean atLeast, double bar) {
    private static final int CHUNK = 10_000;
    private static final double NO_BAR = Double.POSITIVE_INFINITY;

    /** Questions of each kind. */
    record Kinds(Questions miss, Questions hit, Questions zipf, Questions hot) {}

    /** Look-ups against the floor and against the map, in one race. */
    static List<Ratio> ofLookUps(LookUps lookUps, Kinds kinds, int warmUp, int chunks) {
        double[] time = Race.run(
                warmUp,
                chunks,
                List.of(
                        () -> lookUps.floors(CHUNK),
                        () -> lookUps.classifications(kinds.miss, CHUNK),
                        () -> lookUps.classifications(kinds.hit, CHUNK),
                        () -> lookUps.classifications(kinds.zipf, CHUNK),
                        () -> lookUps.classifications(kinds.hot, CHUNK),
                        () -> lookUps.mapLookUps(kinds.miss, CHUNK),
                        () -> lookUps.mapLookUps(kinds.hit, CHUNK),
                        () -> lookUps.mapLookUps(kinds.zipf, CHUNK),
                        () -> lookUps.mapLookUps(kinds.hot, CHUNK)));
        return List.of(
                atMost("miss / floor", time[1] / time[0], 1.4),
                atMost("hit / floor", time[2] / time[0], 2.0),
                atMost("zipf / floor", time[3] / time[0], 1.0),
                atLeast("faster than a HashMap: miss", time[5] / time[1], 2.8),
                atLeast("faster than a HashMap: hit", time[6] / time[2], 2.6),
                atLeast("faster than a HashMap: zipf", time[7] / time[3], 2.2),
                atLeast("faster than a HashMap: hot set", time[8] / time[4], 3),
                atMost("floor: one dependent line, ns", time[0] / CHUNK, NO_BAR),
                atMost("hot set, ns", time[4] / CHUNK, NO_BAR));
    }

    private static Ratio atMost(String what, double value, double bar) {
        return new Ratio(what, value, false, bar);
    }

    private static Ratio atLeast(String what, double value, double bar) {
        return new Ratio(what, value, true, bar);
    }

    /** Of the same figures of two races, the better ones. */
    static List<Ratio> best(List<Ratio> one, List<Ratio> other) {
        List<Ratio> best = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            best.add(one.get(i).isBetterThan(other.get(i)) ? one.get(i) : other.get(i));
        }
        return best;
    }

    void print() {
        Row.print(what, value, "", bar == NO_BAR ? "" : (atLeast ? ">=" : "<=") + bar);
    }

    private boolean isBetterThan(Ratio other) {
        return atLeast ? value > other.value : value < other.value;
    }

    /** Whether it would be good if the bar were so many times as easy. */
    boolean isGood(double easier) {
        return atLeast ? value >= bar / easier : value <= bar * easier;
    }
}
