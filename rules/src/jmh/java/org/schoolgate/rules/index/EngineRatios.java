package org.schoolgate.rules.index;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Match;

/**
 * The engine against what memory allows and against a map, in one process: a chunk of look-ups of each kind in turn, so that
 * whatever else the machine does falls on all alike. What counts of each kind is the tenth percentile of its chunks. Prints
 * tab-separated rows: what, value, unit, bar.
 */
final class EngineRatios {
    private static final int CHUNK = 10_000;
    private static final int CHUNKS = 500;
    private static final int WARM_UP = 60;

    private static final String RATIO = "x";

    private final LookUpBenchmark lookUps = new LookUpBenchmark();

    private EngineRatios() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Index.open(LookUpBenchmark.FOLDER.resolve("lists.index"));
        row("load, in a fresh process", (System.nanoTime() - start) / 1e6, "ms", "<=150");
        EngineRatios ratios = new EngineRatios();
        Index index = ratios.lookUps.index;
        row("hot table, bytes a name", index.hotBytes() / (double) index.size(), "B", "<=12.5");
        ratios.measure();
        ratios.reload();
        row("allocated by 10,000 look-ups", ratios.allocated(), "B", "<=0");
        row("wrong answers in 10 million", ratios.wrong(), "", "<=0");
    }

    static void row(String what, double value, String unit, String bar) {
        System.out.printf(Locale.ROOT, "%s\t%.2f\t%s\t%s%n", what, value, unit, bar);
    }

    private void measure() {
        List<Runnable> kinds = List.of(
                this::floor,
                this::miss,
                this::hit,
                this::zipf,
                this::hot,
                this::mapMiss,
                this::mapHit,
                this::mapZipf,
                this::mapHot);
        long[][] nanos = new long[kinds.size()][CHUNKS];
        for (int chunk = -WARM_UP; chunk < CHUNKS; chunk++) {
            for (int kind = 0; kind < nanos.length; kind++) {
                kinds.get(kind).run(); // not timed: brings back to the caches what the others drove out
                long start = System.nanoTime();
                kinds.get(kind).run();
                nanos[kind][Math.max(0, chunk)] = System.nanoTime() - start;
            }
        }
        double[] time =
                Arrays.stream(nanos).mapToDouble(EngineRatios::tenthPercentile).toArray();
        row("floor: one dependent line", time[0], "ns", "");
        row("miss / floor", time[1] / time[0], RATIO, "<=1.4");
        row("hit / floor", time[2] / time[0], RATIO, "<=2.0");
        row("zipf / floor", time[3] / time[0], RATIO, "<=1.0");
        row("faster than a HashMap: miss", time[5] / time[1], RATIO, ">=2.8");
        row("faster than a HashMap: hit", time[6] / time[2], RATIO, ">=2.6");
        row("faster than a HashMap: zipf", time[7] / time[3], RATIO, ">=2.2");
        row("faster than a HashMap: hot set", time[8] / time[4], RATIO, ">=3");
    }

    private static double tenthPercentile(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 10] / (double) CHUNK;
    }

    private void floor() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.floor();
        }
    }

    private void miss() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.miss();
        }
    }

    private void hit() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.hit();
        }
    }

    private void zipf() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.zipf();
        }
    }

    private void hot() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.hot();
        }
    }

    private void mapMiss() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.mapMiss();
        }
    }

    private void mapHit() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.mapHit();
        }
    }

    private void mapZipf() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.mapZipf();
        }
    }

    private void mapHot() {
        for (int i = 0; i < CHUNK; i++) {
            lookUps.mapHot();
        }
    }

    /** As the gateway takes a new index while it works: the heap is there already. */
    private void reload() throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            Index.open(LookUpBenchmark.FOLDER.resolve("lists.index"));
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        row("load, in a process that runs", best, "ms", "<=150");
    }

    private long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        hit();
        long before = threads.getCurrentThreadAllocatedBytes();
        hit();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Every name, and every name with another letter in it, against the map. */
    private long wrong() {
        Random random = new Random(7);
        long wrong = 0;
        for (String name : lookUps.map.keySet()) {
            wrong += isRight(name) ? 0 : 1;
            StringBuilder other = new StringBuilder(name);
            other.setCharAt(random.nextInt(name.length()), (char) ('a' + random.nextInt(26)));
            wrong += isRight(other.toString()) ? 0 : 1;
        }
        return wrong;
    }

    private boolean isRight(String name) {
        Host host;
        try {
            host = Host.parse(name);
        } catch (HostSyntaxException e) {
            return true; // nobody can ask for it
        }
        List<Match> matches = lookUps.index.find(host).matches();
        String nearest = host.text();
        while (!lookUps.map.containsKey(nearest) && nearest.indexOf('.') >= 0 && !host.isAddress()) {
            nearest = nearest.substring(nearest.indexOf('.') + 1);
        }
        return lookUps.map.containsKey(nearest)
                ? !matches.isEmpty() && matches.get(0).entry().equals(nearest)
                : matches.isEmpty();
    }
}
