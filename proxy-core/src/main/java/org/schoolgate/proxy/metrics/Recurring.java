package org.schoolgate.proxy.metrics;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again. An executor drops such work without a word once it has thrown; this goes on with it, and
 * logs the first of the times in a row that fail.
 */
public final class Recurring {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final String what;
    private final Runnable work;
    private boolean isFailing;

    private Recurring(String what, Runnable work) {
        this.what = what;
        this.work = work;
    }

    /**
     * Does it with a pause before each time.
     *
     * @param thread that it is done on, one at a time
     * @param what it is, for the log
     * @return to cancel it by
     */
    public static ScheduledFuture<?> every(
            Duration pause, ScheduledExecutorService thread, String what, Runnable work) {
        return thread.scheduleWithFixedDelay(
                new Recurring(what, work)::run, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            work.run();
            isFailing = false;
        } catch (RuntimeException e) {
            if (!isFailing) {
                LOG.error("{} failed, and is tried again", what, e);
            }
            isFailing = true;
        }
    }
}
