package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.access.AccessFollower;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.disk.Disk;

/** A gateway of its own, the pupils who browse through it, the sites they go to, and the rules that change meanwhile. */
final class Soak implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final Duration JUST_BEFORE = Duration.ofSeconds(1);

    /** What a busy machine may do to a gateway: a few waits of less than a second for the processor. */
    private static final Pattern FEW_STALLS =
            Pattern.compile("Event loops: held up [1-9] times within a minute, for \\d{1,3} ms at most");

    /** And what a crowd does that leaves it no processor to spare: more of them, and of less than two seconds. */
    private static final Pattern STALLS =
            Pattern.compile("Event loops: held up \\d+ times within a minute, for 1?\\d{1,3} ms at most");

    /**
     * The heap has its pages from the start, so that all else is seen to grow; what lives in it is counted apart. The JVM
     * counts for what it takes memory.
     */
    private static final String MEMORY = " -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:NativeMemoryTracking=summary";

    private final Path data;
    private final World world;
    private final OddWeb web;
    private final SwappedRules rules;
    private final RunningCommand gateway;
    private final Ops ops;
    private final SoakPupils pupils;
    private Instant crowdedUntil = Instant.MIN;
    private long seed;

    Soak(Path folder) throws IOException {
        data = folder.resolve("data");
        world = World.start();
        web = new OddWeb();
        rules = new SwappedRules(folder.resolve("rules"), web.tunnelPort());
        ProcessBuilder command = world.gatewayCommand(data, "--bundle=" + rules.folder());
        command.environment().merge("JDK_JAVA_OPTIONS", MEMORY, String::concat);
        gateway = RunningCommand.startServer(command);
        ops = new Ops(gateway.fact("ops"));
        pupils = new SoakPupils(gateway.address("proxy"), web, rules);
    }

    Jvm gateway() {
        return gateway.jvm();
    }

    /**
     * Has pupils browse at once, and returns when the last has left.
     *
     * @param crowd how many, and one who holds on to tunnels
     * @param pauseMillis between what one of them does, on average
     */
    void browse(int crowd, Duration time, Duration swapEvery, int pauseMillis) throws Exception {
        long until = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(crowd + 1);
        List<Future<?>> browsing = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            long own = seed++;
            browsing.add(threads.submit(() -> pupils.browse(own, until, pauseMillis)));
        }
        long holder = seed++;
        browsing.add(threads.submit(() -> pupils.hold(holder, until)));
        threads.shutdown();
        while (!threads.awaitTermination(swapEvery.toMillis(), TimeUnit.MILLISECONDS)) {
            rules.swap(ops);
        }
        for (Future<?> each : browsing) {
            each.get();
        }
    }

    /** Those who browsed up to now were more than the machine has processor for; what they held up is told within a minute. */
    void forgiveStalls() {
        crowdedUntil = Instant.now().plusSeconds(60);
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

    /** No fault, every way gone, a record for each exchange, and tunnels that the rules closed. */
    void assertAllIsExplained() throws IOException, InterruptedException {
        assertThat(faults()).isEmpty();
        assertThat(gateway.logged()).as("warnings").noneMatch(this::isUnexplained);
        assertThat(pupils.done()).hasSize(pupils.waysInAll());
        await().atMost(SETTLED).until(() -> records() == pupils.exchanges());
        assertThat(ops.metric("schoolgate_access_records_lost_total")).isZero();
        assertThat(ops.metric("schoolgate_tunnels_closed_total", "why=\"policy\""))
                .isPositive();
    }

    /** Each with what the gateway wrote down of its client at the time. */
    private List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (SoakPupils.Fault fault : pupils.faults()) {
            StringBuilder told = new StringBuilder(fault.text());
            read(fault.begun().minus(JUST_BEFORE), record -> {
                if (record.who().client().equals(fault.client())) {
                    told.append("\n    ").append(record);
                }
            });
            faults.add(told.toString());
        }
        return faults;
    }

    private boolean isUnexplained(String line) {
        boolean isWarning = line.contains(" WARN ") || line.contains(" ERROR ");
        return isWarning
                && !(isOfCrowd(line) ? STALLS : FEW_STALLS).matcher(line).find();
    }

    /** Each line begins with its time. */
    private boolean isOfCrowd(String line) {
        return line.compareTo(crowdedUntil.toString()) < 0;
    }

    private long records() throws IOException {
        AtomicLong records = new AtomicLong();
        read(null, record -> records.incrementAndGet());
        return records.get();
    }

    private void read(@Nullable Instant from, Consumer<AccessRecord> records) throws IOException {
        new AccessFollower(Disk.ofSystem(), data.resolve("gateway/access"), from, null).read(records);
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
