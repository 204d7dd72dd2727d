package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.policy.LiveFacts;

/** The bell rings for connections that are open: the clock is moved by hand. */
final class ClosingTimeTest {
    /** What is owed to the school. */
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(5);

    private static final String CALENDAR = """
            calendar:
              bells: {day: [{name: 1, from: "09:00", to: "10:00"}]}
              timetable: [{bells: day}]
            """;

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-24T08:59:59Z"));
    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        String policy = TestBundles.POLICY.replace("roles: [ks3]}", "roles: [ks3], closed: [lesson]}") + CALENDAR;
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 2, policy, LiveFacts.NONE))
                .clock(clock::get)
                .start();
        origin = Echo.origin();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private void ring(String time) {
        clock.set(Instant.parse("2026-11-24T" + time + "Z"));
    }

    @Test
    void openTunnelClosesWhenTheLessonBegins() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("site.example", origin.port()));
            assertThat(client.readHead()).contains("200 Connection established");
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            ring("09:00:00");
            await().atMost(AT_THE_LATEST).until(() -> proxy.records().size() == 1);
            assertThat(client.isEnded()).isTrue();
            AccessRecord record = proxy.records().get(0);
            assertThat(record.ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record.ruling().step()).isEqualTo("closure");
            assertThat(record.ruling().rule()).isEqualTo("zone/room-3");
            assertThat(proxy.incidents()).isEmpty();
        }
    }

    @Test
    void keptConnectionIsRefusedInTheLessonWithItsEndAndServedAfterIt() throws IOException {
        try (FakeOrigin site = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                Wire client = proxy.pupil()) {
            ring("09:30:00");
            client.send(Requests.get("site.example", site.port(), "/"));
            Wire.Answer closed = client.readAnswer();
            assertThat(closed.head()).startsWith("HTTP/1.1 403 ");
            assertThat(closed.body()).contains("It opens again by itself", "Tuesday 24 November, 10:00");
            ring("10:00:00");
            client.send(Requests.get("site.example", site.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hi");
        }
    }
}
