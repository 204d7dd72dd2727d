package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares this machine's clock with the {@code Date} of a web server (RFC 9110, section 6.6.1), which is to the second. */
final class ClockCheck implements Check {
    private static final String CHECK = "clock";
    private static final Duration NOTICED = Duration.ofSeconds(30);
    /** What certificates, tickets and lessons do not forgive. */
    private static final Duration WRONG = Duration.ofMinutes(5);

    private static final String EXPECTED = "within 30 s";
    private static final String REMEDY = "Have the clock set by NTP, for example by systemd-timesyncd or chrony";

    private final URI server;
    private final @Nullable InetSocketAddress proxy;
    private final InstantSource clock;

    /** @param proxy to ask through; null for none */
    ClockCheck(URI server, @Nullable InetSocketAddress proxy, InstantSource clock) {
        this.server = server;
        this.proxy = proxy;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try {
            Instant asked = clock.instant();
            Instant there = date();
            Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
            return List.of(judged(Duration.between(there, middle)));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return List.of(Finding.warning(
                    CHECK,
                    "not compared: " + server + " does not tell the time: " + e.getMessage(),
                    "an answer with a Date",
                    "Name a web server that this machine reaches by --clock-url"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Instant date() throws IOException, InterruptedException {
        String date = WebAnswer.to("HEAD", server, proxy).date().orElseThrow(() -> new IOException("no Date"));
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    private Finding judged(Duration ahead) {
        String found = "%d s %s that of %s"
                .formatted(Math.abs(ahead.toSeconds()), ahead.isNegative() ? "behind" : "ahead of", server.getHost());
        Duration off = ahead.abs();
        if (off.compareTo(NOTICED) < 0) {
            return Finding.ok(CHECK, found);
        }
        return off.compareTo(WRONG) < 0
                ? Finding.warning(CHECK, found, EXPECTED, REMEDY)
                : Finding.failed(CHECK, found, EXPECTED, REMEDY);
    }
}
