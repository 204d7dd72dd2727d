package org.schoolgate.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.policy.LiveFacts;

/**
 * A folder of which a gateway is served, and in which the bundle is replaced by one that blocks a site which the one before had
 * allowed, or the other way round.
 */
final class SwappedRules {
    /** Blocked by every second bundle. */
    static final String SITE = "child.example";

    /** A gateway looks every second. */
    private static final Duration SOON = Duration.ofSeconds(15);

    /** How long a tunnel may stay open that the rules in force block. */
    private static final Duration JUDGED_AGAIN = Duration.ofSeconds(5);

    private final Path work;
    private final String policy;
    private final Path link;

    /** Even while one bundle is in force for sure, odd while another one is on its way. */
    private final AtomicInteger turn = new AtomicInteger();

    private volatile long inForceSince = System.nanoTime();
    private long generation;

    SwappedRules(Path work, int tunnelPort) throws IOException {
        this.work = work;
        this.policy = TestBundles.POLICY.replace("connect_ports: [443]", "connect_ports: [" + tunnelPort + "]");
        this.link = work.resolve("bundle");
        writeNext();
    }

    /** The bundle for the gateway; a link, so that it is replaced at once. */
    Path folder() {
        return link;
    }

    /** Replaces the bundle, and returns once the gateway says that it is in force. */
    void swap(Ops ops) throws IOException {
        turn.incrementAndGet();
        writeNext();
        await().atMost(SOON).until(() -> ops.health().contains("\"generation\":" + generation));
        inForceSince = System.nanoTime();
        turn.incrementAndGet();
    }

    private void writeNext() throws IOException {
        generation++;
        Path next = work.resolve("bundle-" + generation);
        LiveFacts live = generation % 2 == 0 ? TestBundles.blocking(SITE) : LiveFacts.NONE;
        TestBundles.write(work, next, generation, policy, live);
        Path newLink = Files.createSymbolicLink(work.resolve("bundle.new"), next);
        Files.move(newLink, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many bundles there were. */
    long generation() {
        return generation;
    }

    /** What is in force now; of use once the exchange is over, to {@link #explain} how it ended. */
    int turn() {
        return turn.get();
    }

    /** Whether the site may have been blocked at some time since that turn. */
    boolean mayBeBlockedSince(int begun) {
        return begun != turn.get() || isOdd(begun) || isBlockedIn(begun);
    }

    /** Whether the site may have been allowed at some time since that turn. */
    boolean mayBeAllowedSince(int begun) {
        return begun != turn.get() || isOdd(begun) || !isBlockedIn(begun);
    }

    /** Whether the site is blocked, and has been for so long that no tunnel to it can be open any more. */
    boolean isBlockedForLong() {
        int now = turn.get();
        return !isOdd(now) && isBlockedIn(now) && System.nanoTime() - inForceSince > JUDGED_AGAIN.toNanos();
    }

    private static boolean isOdd(int turn) {
        return turn % 2 != 0;
    }

    /** The first bundle allows it. */
    private static boolean isBlockedIn(int turn) {
        return turn / 2 % 2 != 0;
    }
}
