package org.schoolgate.proxy.identity;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.schoolgate.rules.people.PasswordHash;

/**
 * Tries passwords, on threads of its own: as many at a time as there are, each with the memory that its hash takes, and a number
 * of others waiting. Thread-safe; whoever asks for a trial never waits, not even for a lock.
 */
final class PasswordTrials implements Closeable {
    private final int maxWaiting;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** @param maxWaiting trials beyond those on the threads */
    PasswordTrials(int threads, int maxWaiting) {
        this.maxWaiting = threads + maxWaiting;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedTransferQueue<>(),
                new DefaultThreadFactory("schoolgate-passwords", true));
        this.threads.prestartAllCoreThreads();
    }

    /**
     * Whether the password is the one of that hash, when it is known.
     *
     * @throws RejectedExecutionException when too many are waiting already
     */
    CompletableFuture<Boolean> begin(String password, String hash) {
        if (underWay.incrementAndGet() > maxWaiting) {
            underWay.decrementAndGet();
            throw new RejectedExecutionException("too many passwords are being tried");
        }
        CompletableFuture<Boolean> trial =
                CompletableFuture.supplyAsync(() -> PasswordHash.parse(hash).matches(password), threads);
        trial.whenComplete((isRight, failure) -> underWay.decrementAndGet());
        return trial;
    }

    int underWay() {
        return underWay.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
