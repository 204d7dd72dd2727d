package org.schoolgate.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;

/**
 * A process that is kept running: started, passed on line by line, started again whenever it ends, until told to stop.
 *
 * <p>It inherits nothing but a pipe as its standard input. Nothing is ever written there: the pipe ends when this process does,
 * however it died, and a child started with {@code --supervised} then stops by itself.
 */
final class Child {
    /** Long enough for a stop signal that was meant for both to be seen here before the child's end is taken for a fault. */
    private static final Duration BENEFIT_OF_DOUBT = Duration.ofMillis(300);

    private final String name;
    private final Function<@Nullable ReadyLine, List<String>> command;
    private final boolean mustStart;
    private final Consumer<String> log;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<ReadyLine> firstReady = new CompletableFuture<>();

    /** Of the keeping thread alone. */
    private @Nullable ReadyLine lastReady;

    private final Object lock = new Object();
    private boolean stopping;
    private @Nullable Process running;

    /**
     * {@code command} is given what the child said last time, so that it gets the same ports again. With {@code mustStart} an
     * end before it was ever ready is final.
     */
    Child(String name, Function<@Nullable ReadyLine, List<String>> command, boolean mustStart, Consumer<String> log) {
        this.name = name;
        this.command = command;
        this.mustStart = mustStart;
        this.log = log;
    }

    /** A log of several children, each line whole and at once. */
    static Consumer<String> logTo(PrintWriter writer) {
        return line -> {
            synchronized (writer) {
                writer.println(line);
                writer.flush();
            }
        };
    }

    /** Starts the child, and a thread that keeps it. */
    void start() {
        daemon("keep-" + name, this::keep);
    }

    /** Completes when the child was ready for the first time; with a {@link RefusedException} when it never will be. */
    CompletableFuture<ReadyLine> firstReady() {
        return firstReady;
    }

    /** Asks the child to stop, and does not start it again. */
    void stop() {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
            if (running != null) {
                // Not the process's own destroy: that closes its streams, and with them go its last words.
                running.toHandle().destroy();
            }
        }
    }

    /** Waits for the end of a stopped child, and ends it by force once {@code patience} is over. */
    void awaitEnd(Duration patience) throws InterruptedException {
        Process process;
        synchronized (lock) {
            process = running;
        }
        if (process != null && !process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            log.accept(name + " did not stop in time and is ended by force");
            process.destroyForcibly().waitFor();
        }
    }

    private void keep() {
        try {
            Duration lived;
            do {
                long started = System.nanoTime();
                String end = live();
                if (pause(BENEFIT_OF_DOUBT) || isFinal(end)) {
                    return;
                }
                log.accept(name + " ended (" + end + "), starting again");
                lived = Duration.ofNanos(System.nanoTime() - started);
            } while (!pause(backoff.afterLiving(lived)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the child and stays with it; returns its exit code, or why it could not even be started. */
    private String live() throws InterruptedException {
        try {
            Process process = launch();
            return process == null ? "stopping" : String.valueOf(follow(process));
        } catch (IOException | RuntimeException e) {
            // Out of processes or memory, or a program that is just being replaced: all of that passes.
            return "cannot be started: " + e.getMessage();
        }
    }

    private @Nullable Process launch() throws IOException {
        synchronized (lock) {
            if (stopping) {
                return null;
            }
            running = new ProcessBuilder(command.apply(lastReady)).start();
            return running;
        }
    }

    /** Passes on all that the child prints, until it ends; returns its exit code. */
    private int follow(Process process) throws InterruptedException {
        daemon("log-" + name, () -> read(process.getErrorStream(), this::passOn));
        read(process.getInputStream(), this::hear);
        return process.waitFor();
    }

    private void read(InputStream stream, Consumer<String> listener) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(line);
            }
        } catch (IOException e) {
            passOn("(its log broke off: " + e.getMessage() + ")");
        }
    }

    private void hear(String line) {
        ReadyLine said = ReadyLine.parse(line);
        if (said == null) {
            passOn(line);
            return;
        }
        lastReady = said;
        if (!firstReady.complete(said)) {
            log.accept(name + " serves again");
        }
    }

    private void passOn(String line) {
        log.accept(name + ": " + line);
    }

    private boolean isFinal(String end) {
        if (!mustStart || firstReady.isDone()) {
            return false;
        }
        firstReady.completeExceptionally(new RefusedException(name + " did not start (" + end + ")"));
        return true;
    }

    /** Returns true as soon as the child is to stop. */
    private boolean pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            while (!stopping) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                lock.wait(leftMillis);
            }
            return true;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
