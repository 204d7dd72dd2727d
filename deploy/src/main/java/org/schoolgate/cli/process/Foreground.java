package org.schoolgate.cli.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Holds a server in the foreground until the process is told to end, then stops it and exits with 0. It is told by SIGTERM or
 * SIGINT, or, when supervised, by the end of its standard input: a killed supervisor leaves nobody behind.
 */
final class Foreground {
    /** An orderly stop that takes longer is cut short, with exit code 1. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    /** How a server is stopped; returns once it is. */
    interface Stop {
        void stop() throws Exception;
    }

    private final Stop server;
    private final Thread hook = new Thread(this::stop, "stop");

    private Foreground(Stop server) {
        this.server = server;
    }

    /** From here on a signal stops {@code server}; it may still be starting. */
    static Foreground of(Stop server) {
        Foreground foreground = new Foreground(server);
        Runtime.getRuntime().addShutdownHook(foreground.hook);
        return foreground;
    }

    /** Ends this process when its standard input ends. */
    void endWithStandardInput() {
        daemon("supervised", () -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A broken pipe is an ended one.
            }
            System.exit(0);
        });
    }

    /** Never returns: the process ends in the meantime. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Forgets the server, which is no longer worth an orderly stop. */
    void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already stopping, which is as good.
        }
    }

    private void stop() {
        daemon("give-up", () -> {
            try {
                Thread.sleep(LONGEST_STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        int code = 0;
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("schoolgate: not stopped in good order: " + e);
            code = 1;
        }
        // A JVM ended by a signal exits with 128 plus its number; an orderly stop is not a failure.
        Runtime.getRuntime().halt(code);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
