package org.schoolgate.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/**
 * Pupils who ask at fixed times, whether or not the last answer was late: half for a page, half for what is blocked. A wait
 * begins when the request was due, so that a stall counts for all that it held up.
 */
final class SteadyLoad implements Closeable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    private static final int MAX_REQUESTS = 1 << 16;

    private final TestProxy proxy;
    private final int originPort;
    private final long[] due = new long[MAX_REQUESTS];
    private final long[] waits = new long[MAX_REQUESTS];
    private final AtomicLong count = new AtomicLong();
    private final List<Thread> pupils = new ArrayList<>();
    /** When the last request that each pupil had answered was due. */
    private final AtomicLongArray answeredUpTo;

    private volatile boolean closing;
    private volatile @Nullable Exception failure;

    private SteadyLoad(TestProxy proxy, int originPort, int pupils) {
        this.proxy = proxy;
        this.originPort = originPort;
        this.answeredUpTo = new AtomicLongArray(pupils);
    }

    static SteadyLoad start(TestProxy proxy, int originPort, int pupils) {
        SteadyLoad load = new SteadyLoad(proxy, originPort, pupils);
        for (int i = 0; i < pupils; i++) {
            long first = System.nanoTime() + i * PERIOD_NANOS / pupils;
            int number = i;
            load.answeredUpTo.set(number, first - 1);
            Thread pupil = new Thread(() -> load.ask(number, first), "pupil-" + i);
            load.pupils.add(pupil);
            pupil.start();
        }
        return load;
    }

    private void ask(int pupil, long first) {
        try (Wire wire = proxy.pupil()) {
            for (long at = first; !closing; at += PERIOD_NANOS) {
                LockSupport.parkNanos(at - System.nanoTime());
                boolean blocked = at / PERIOD_NANOS % 2 == 0;
                wire.send(
                        blocked
                                ? Requests.get("adult.example", 80, "/")
                                : Requests.get("site.example", originPort, "/"));
                int status = wire.readAnswer().status();
                if (status != (blocked ? 403 : 200)) {
                    throw new IOException("status " + status);
                }
                record(at, System.nanoTime());
                answeredUpTo.set(pupil, at);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void record(long at, long answered) {
        int request = (int) count.getAndIncrement();
        waits[request] = answered - at;
        due[request] = at;
    }

    /** Waits until all requests that were due at this time are answered. */
    void awaitAnswers(long upTo) throws IOException, InterruptedException {
        for (int pupil = 0; pupil < answeredUpTo.length(); pupil++) {
            while (answeredUpTo.get(pupil) - upTo < 0) {
                if (failure != null) {
                    throw new IOException("a request failed", failure);
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /** Of the requests that were due in this time, the wait that one in a hundred exceeded; in nanoseconds. */
    long p99(long from, long to) throws IOException, InterruptedException {
        awaitAnswers(to);
        int all = (int) count.get();
        long[] chosen = new long[all];
        int size = 0;
        for (int i = 0; i < all; i++) {
            if (due[i] - from >= 0 && due[i] - to < 0) {
                chosen[size++] = waits[i];
            }
        }
        Arrays.sort(chosen, 0, size);
        return chosen[size * 99 / 100];
    }

    @Override
    public void close() throws IOException {
        closing = true;
        for (Thread pupil : pupils) {
            try {
                pupil.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
