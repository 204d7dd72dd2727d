package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
import org.schoolgate.rules.Category;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Restriction;
import org.schoolgate.rules.policy.SupervisedSession;
import org.schoolgate.rules.policy.Whom;

/**
 * What is open for a lesson ends at the bell, on a gateway that hears of nothing any more: there is no admin process here, and
 * the clock is moved by hand.
 */
final class GrantEndTest {
    /** What is owed to the school. */
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(5);

    private static final Instant BELL = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-24T09:30:00Z"));
    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        LiveFacts live = new LiveFacts(
                List.of(),
                List.of(
                        new Grant(
                                untilTheBell("g1"),
                                Whom.parse("room/room-3"),
                                new Grant.OfCategory(new Category("games"))),
                        new SupervisedSession(untilTheBell("s1"), Whom.parse("room/room-2")),
                        new Restriction(untilTheBell("r1"), Whom.parse("room/room-4"), Set.of())));
        String policy = TestBundles.POLICY.replace(
                "roles: [ks2]}", "roles: [ks2], closed: [{from: \"00:00\", to: \"24:00\"}]}");
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 2, policy, live))
                .clock(clock::get)
                .start();
        origin = Echo.origin();
    }

    private static Given untilTheBell(String id) {
        return new Given(id, "t.reed", "Chess", Instant.parse("2026-11-24T09:00:00Z"), BELL);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    @Test
    void openTunnelClosesWhenTheGrantIsOver() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("games.example", origin.port()));
            assertThat(client.readHead()).contains("200 Connection established");
            byte[] hello = Hellos.of("games.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            clock.set(BELL);
            await().atMost(AT_THE_LATEST).until(() -> proxy.records().size() == 1);
            assertThat(client.isEnded()).isTrue();
            AccessRecord record = proxy.records().get(0);
            assertThat(record.ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record.ruling().step()).isEqualTo("category");
            assertThat(proxy.incidents()).isEmpty();
        }
    }

    @Test
    void keptConnectionIsServedUntilTheGrantIsOver() throws IOException {
        try (FakeOrigin site = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                Wire client = proxy.pupil()) {
            clock.set(BELL.minusMillis(1));
            client.send(Requests.get("games.example", site.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hi");
            clock.set(BELL);
            client.send(Requests.get("games.example", site.port(), "/"));
            assertThat(client.readAnswer().head()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void closedRoomIsOpenWhileSomeoneSupervisesIt() throws IOException {
        try (FakeOrigin site = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                Wire client = proxy.client("127.0.2.1")) {
            client.send(Requests.get("bank.example", site.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hi");
            client.send(Requests.get("games.example", site.port(), "/"));
            assertThat(client.readAnswer().head()).as("filtered as ever").startsWith("HTTP/1.1 403 ");
            clock.set(BELL);
            client.send(Requests.get("bank.example", site.port(), "/"));
            assertThat(client.readAnswer().head()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void roomInAnExamIsToldWhenItOpensAgain() throws IOException {
        try (FakeOrigin site = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                Wire client = proxy.client("127.0.4.1")) {
            client.send(Requests.get("site.example", site.port(), "/"));
            Wire.Answer closed = client.readAnswer();
            assertThat(closed.head()).startsWith("HTTP/1.1 403 ");
            assertThat(closed.body()).contains("It opens again by itself", "Tuesday 24 November, 10:00");
            clock.set(BELL);
            client.send(Requests.get("site.example", site.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hi");
        }
    }
}
