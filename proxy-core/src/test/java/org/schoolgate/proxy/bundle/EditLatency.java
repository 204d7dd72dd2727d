package org.schoolgate.proxy.bundle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.FakeAdmin;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.BundleWriter;
import org.schoolgate.rules.bundle.Bundles;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.policy.LiveFacts;

/**
 * How long a network manager's edit takes to act: from the moment that a gateway is told of the new bundle until it is in
 * force. In between it fetches the live facts over TLS, forces them to its disk, verifies, reads and compiles them.
 */
final class EditLatency implements AutoCloseable {
    private static final int ENTRIES = 10_000;
    private static final int WARM_UP = 20;
    private static final int EDITS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SITES = "{format: 1, version: test}\n";

    private final Path folder;
    private final Path index;
    private final BundlePublisher publisher = new BundlePublisher();
    private final FakeAdmin admin;
    private final BlockingQueue<Long> inForceAt = new ArrayBlockingQueue<>(1);
    private final BundleFollower follower;
    private final BundleFile indexFile;
    private int generation = 1;

    /**
     * A gateway's follower that serves the first bundle.
     *
     * @param folder for its files
     */
    EditLatency(Path folder, Path index) throws IOException {
        this.folder = folder;
        this.index = index;
        admin = new FakeAdmin(folder, publisher);
        admin.server().stubFor(any(anyUrl()).willReturn(aResponse()));
        Path own = folder.resolve("gateway");
        Path store = Files.createDirectories(own.resolve("bundles"));
        indexFile = write(store.resolve("1.1"), null).file(FileRole.INDEX);
        CurrentBundle current = new CurrentBundle(InstantSource.system());
        follower = BundleFollower.start(
                Disk.ofSystem(), own, admin.client(PATIENCE), Bundles.SIGNER.verifier(), current, new Health());
        current.onReplace(bundle -> inForceAt.add(System.nanoTime()));
    }

    /** {@code EditLatency FOLDER}, which has the index of the benchmarks. */
    public static void main(String[] args) throws Exception {
        Path index = Path.of(args[0], "lists.index");
        try (EditLatency latency = new EditLatency(Files.createTempDirectory(Path.of(args[0]), "edits"), index)) {
            latency.measure(WARM_UP);
            long before = latency.processorNanos();
            long[] nanos = latency.measure(EDITS);
            Row.print(
                    "edit: processor time of the gateway", (latency.processorNanos() - before) / 1e6 / EDITS, "ms", "");
            Row.print("edit: in force with 10,000 entries, median", nanos[EDITS / 2] / 1e6, "ms", "");
            Row.print("edit: in force with 10,000 entries, p99", nanos[EDITS * 99 / 100] / 1e6, "ms", "<=100");
        }
    }

    /** Nanoseconds that each of some edits took, in ascending order. */
    long[] measure(int edits) throws IOException, InterruptedException {
        long[] nanos = new long[edits];
        for (int i = 0; i < edits; i++) {
            generation++;
            Path offered = folder.resolve("published").resolve("1." + generation);
            Files.createDirectories(offered.resolveSibling(""));
            write(offered, indexFile);
            publisher.offer(offered);
            Long at = inForceAt.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (at == null) {
                throw new IOException("generation " + generation + " did not come in force");
            }
            nanos[i] = at - publisher.toldAt();
            admin.server().resetRequests(); // it keeps what it answered
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** Time of the processor that the follower has taken up to now. Waiting, for the network, the disk or its turn, is not in it. */
    long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("bundle-follower"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private Manifest write(Path bundle, @Nullable BundleFile known) throws IOException {
        String[] patterns = IntStream.range(generation, generation + ENTRIES)
                .mapToObj(i ->
                        (i % 3 == 0 ? "=" : i % 3 == 1 ? "*." : "") + "host-" + i + ".site-" + i % 997 + ".example")
                .toArray(String[]::new);
        LiveFacts live = TestBundles.blocking(patterns);
        BundleWriter.Contents contents = new BundleWriter.Contents(index, known, TestBundles.POLICY, SITES, live, null);
        return new BundleWriter(Disk.ofSystem(), Bundles.SIGNER)
                .write(bundle, "Example School", new Generation(1, generation), Instant.EPOCH, contents);
    }

    @Override
    public void close() throws IOException {
        follower.close();
        admin.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
