package org.schoolgate.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.LiveFacts;

/**
 * A proxy under steady load, by real sockets, whose bundle is replaced by one with another index, verified and loaded in the
 * same process: how long requests wait meanwhile, against before, and what memory is left over.
 */
final class SwapUnderLoad implements Closeable {
    private static final int PUPILS = 4;
    private static final int SWAPS = 5;
    private static final long WARM_UP_MILLIS = 5_000;
    private static final long BEFORE_MILLIS = 2_000;
    /** In less there are too few requests to speak of one in a hundred. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final double MEBIBYTE = 1 << 20;

    private final Path bundle;
    private final TestProxy proxy;
    private final FakeOrigin origin;
    private final SteadyLoad load;
    private final List<WeakReference<Index>> replaced = new ArrayList<>();
    private WeakReference<Index> inForce;

    /** The 99th percentile of waits in nanoseconds, and how long the swap took. */
    record Swap(long before, long during, long took) {
        double ratio() {
            return during / (double) before;
        }
    }

    /**
     * What is there besides garbage.
     *
     * @param oldIndexes that were replaced
     * @param mapped bytes of files
     */
    record Memory(long oldIndexes, long mapped) {}

    /** @param folder with an index, {@code index.sgi}; for files */
    SwapUnderLoad(Path folder) throws IOException {
        LiveFacts live = TestBundles.blocking("adult.example");
        bundle = folder.resolve("bundle");
        TestBundles.write(folder, bundle, 1, TestBundles.POLICY, live);
        Bundle first = TestBundles.open(bundle);
        inForce = new WeakReference<>(first.index());
        proxy = TestProxy.in(folder).bundle(first).start();
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        load = SteadyLoad.start(proxy, origin.port(), PUPILS);
    }

    /** {@code SwapUnderLoad FOLDER}, which has the index of the benchmarks. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0], "swap"));
        deleteAll(folder);
        Files.createDirectories(folder);
        Files.createLink(folder.resolve("index.sgi"), Path.of(args[0], "lists.index"));
        try (SwapUnderLoad swaps = new SwapUnderLoad(folder)) {
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
            swaps.swap(BEFORE_MILLIS);
            Memory one = swaps.memory();
            List<Swap> all = new ArrayList<>();
            for (int i = 0; i < SWAPS; i++) {
                all.add(swaps.swap(BEFORE_MILLIS));
            }
            all.sort(Comparator.comparingDouble(Swap::ratio));
            Swap median = all.get(SWAPS / 2);
            Row.print("swap, median of five: takes", median.took() / 1e6, "ms", "");
            Row.print("swap, median of five: p99 of requests before", median.before() / 1e6, "ms", "");
            Row.print("swap, median of five: p99 of requests during", median.during() / 1e6, "ms", "");
            Row.print("swap, median of five: p99 during / before", median.ratio(), "x", "<=2");
            Row.print(
                    "swap, worst of five: p99 during / before",
                    all.get(SWAPS - 1).ratio(),
                    "x",
                    "");
            Memory after = swaps.memory();
            Row.print("swap: old indexes in memory after five swaps", after.oldIndexes(), "", "<=0");
            Row.print("swap: mapped more after five swaps", (after.mapped() - one.mapped()) / MEBIBYTE, "MB", "<=0");
        }
        deleteAll(folder);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Takes the bundle as if it were a new one. */
    Swap swap(long beforeMillis) throws IOException, InterruptedException {
        load.awaitAnswers(System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(beforeMillis);
        long start = System.nanoTime();
        Bundle next = TestBundles.open(bundle);
        proxy.use(next);
        long took = System.nanoTime() - start;
        replaced.add(inForce);
        inForce = new WeakReference<>(next.index());
        long before = load.p99(start - TimeUnit.MILLISECONDS.toNanos(beforeMillis), start);
        return new Swap(before, load.p99(start, start + Math.max(took, SHORTEST_NANOS)), took);
    }

    /** After the collector has run, and the thread that unmaps. */
    Memory memory() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        long mapped = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("mapped"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Memory(replaced.stream().filter(old -> old.get() != null).count(), mapped);
    }

    @Override
    public void close() throws IOException {
        load.close();
        proxy.close();
        origin.close();
    }
}
