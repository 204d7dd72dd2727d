package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.schoolgate.rules.access.AccessFollower;
import org.schoolgate.rules.disk.Disk;

/** A gateway of its own, the pupils who browse through it, the sites they go to, and the rules that change meanwhile. */
final class Soak implements AutoCloseable {
    private static final int PUPILS = 16;
    private static final Duration SETTLED = Duration.ofSeconds(20);

    /** The heap has its pages from the start, so that all else is seen to grow; what lives in it is counted apart. */
    private static final String HEAP = " -Xms256m -Xmx256m -XX:+AlwaysPreTouch";

    private final Path data;
    private final World world;
    private final OddWeb web;
    private final SwappedRules rules;
    private final RunningCommand gateway;
    private final Ops ops;
    private final SoakPupils pupils;
    private long seed;

    Soak(Path folder) throws IOException {
        data = folder.resolve("data");
        world = World.start();
        web = new OddWeb();
        rules = new SwappedRules(folder.resolve("rules"), web.tunnelPort());
        ProcessBuilder command = world.gatewayCommand(data, "--bundle=" + rules.folder());
        command.environment().merge("JDK_JAVA_OPTIONS", HEAP, String::concat);
        gateway = RunningCommand.startServer(command);
        ops = new Ops(gateway.fact("ops"));
        pupils = new SoakPupils(gateway.address("proxy"), web, rules);
    }

    Jvm gateway() {
        return gateway.jvm();
    }

    /**
     * Has all pupils browse at once, and returns when the last has left.
     *
     * @param pauseMillis between what one of them does, on average
     */
    void browse(Duration time, Duration swapEvery, int pauseMillis) throws Exception {
        long until = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(PUPILS);
        List<Future<?>> browsing = new ArrayList<>();
        for (int i = 0; i < PUPILS; i++) {
            long own = seed++;
            browsing.add(threads.submit(() -> pupils.browse(own, until, pauseMillis)));
        }
        threads.shutdown();
        while (!threads.awaitTermination(swapEvery.toMillis(), TimeUnit.MILLISECONDS)) {
            rules.swap(ops);
        }
        for (Future<?> each : browsing) {
            each.get();
        }
    }

    /** What the gateway takes once nobody is served: no connection, no tunnel, and none kept to the sites either. */
    Footprint footprint() throws IOException {
        web.hangUp();
        await().atMost(SETTLED).untilAsserted(() -> {
            assertThat(ops.metric("schoolgate_connections")).isZero();
            assertThat(ops.metric("schoolgate_tunnels_open")).isZero();
        });
        return Footprint.of(gateway.jvm());
    }

    /** No fault, every way gone, and a record for each exchange. */
    void assertAllIsExplained() throws IOException, InterruptedException {
        assertThat(pupils.faults()).isEmpty();
        assertThat(gateway.logged()).as("warnings").noneMatch(Soak::isUnexplained);
        assertThat(pupils.done()).hasSize(pupils.waysInAll());
        await().atMost(SETTLED).until(() -> records() == pupils.exchanges());
        assertThat(ops.metric("schoolgate_access_records_lost_total")).isZero();
    }

    /** That a busy machine kept a loop waiting for a tenth of a second is no fault of the gateway; all else is. */
    private static boolean isUnexplained(String line) {
        boolean isWarning = line.contains(" WARN ") || line.contains(" ERROR ");
        return isWarning && !line.contains("Event loops: held up ");
    }

    private long records() throws IOException {
        AtomicLong records = new AtomicLong();
        new AccessFollower(Disk.ofSystem(), data.resolve("gateway/access"), null, null)
                .read(record -> records.incrementAndGet());
        return records.get();
    }

    @Override
    public String toString() {
        return pupils.exchanges() + " exchanges, " + rules.generation() + " bundles, " + new TreeMap<>(pupils.done());
    }

    @Override
    public void close() throws IOException {
        try (world;
                web) {
            gateway.close();
        }
    }
}
