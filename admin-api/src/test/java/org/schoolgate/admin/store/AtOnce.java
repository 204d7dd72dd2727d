package org.schoolgate.admin.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Calls of several threads at once. */
final class AtOnce {
    private static final int THREADS = 4;

    /** Far more than a write takes that has to wait for nobody. */
    private static final int SOON_MILLIS = 500;

    private AtOnce() {}

    /** Makes the call with 0 to {@code times - 1}; fails when one of the calls does. */
    static <T> List<T> call(int times, IntFunction<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> call.apply(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One other thread with one thing to do. */
    static final class Other implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private Future<?> work = CompletableFuture.completedFuture(null);

        void start(Runnable todo) {
            work = thread.submit(todo);
        }

        /** Whether it is done within half a second. */
        boolean isDoneSoon() {
            try {
                work.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Waits until it is done; throws when it failed. */
        void join() {
            try {
                work.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
