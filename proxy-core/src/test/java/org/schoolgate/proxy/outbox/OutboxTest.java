package org.schoolgate.proxy.outbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.FakeAdmin;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.disk.FaultyDisk;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncidentJson;
import org.schoolgate.rules.event.SuspectedIncidents;

@Timeout(120)
final class OutboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path adminFolder;

    private static final IncidentReceiver receiver = new IncidentReceiver();
    private static FakeAdmin admin;

    private final FaultyDisk disk = new FaultyDisk();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        admin = new FakeAdmin(adminFolder, receiver);
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @BeforeEach
    void receive() {
        receiver.reset();
        admin.server().resetAll();
        admin.server()
                .stubFor(post(urlEqualTo("/gateway/v1/suspected-incidents")).willReturn(aResponse()));
    }

    @Test
    void incidentsReachTheAdminServerInOrder() throws IOException {
        try (Outbox outbox = open(3, admin.client(PATIENCE))) {
            raise(outbox, 1, 250);
            awaitStored(1, 250);
        }
        assertThat(receiver.repeated()).isZero();
        await().untilAsserted(() -> assertThat(health.level()).isEqualTo(Level.OK));
    }

    @Test
    void whateverTheAdminServerAnswersAllArriveOnceAndInOrder() throws IOException {
        receiver.storeAtMost(6);
        List.of(500, 429, 401, 404, 409, 302)
                .forEach(status -> receiver.trouble(aResponse().withStatus(status)));
        for (Fault fault : Fault.values()) {
            receiver.trouble(aResponse().withFault(fault));
        }
        receiver.trouble(aResponse().withBody("{\"accepted\":\"3-1\"}").withFixedDelay(2_000));
        receiver.trouble(aResponse().withBody("{\"accepted\":\"3-1\"}").withChunkedDribbleDelay(3, 3_000));
        receiver.trouble(aResponse().withBody("not JSON"));
        receiver.trouble(aResponse().withBody("{\"accepted\":\"9-9\"}"));
        try (Outbox outbox = open(3, admin.client(Duration.ofMillis(900)))) {
            raise(outbox, 1, 100);
            awaitStored(1, 100);
        }
        assertThat(receiver.repeated())
                .as("sent again after an answer that was lost")
                .isPositive();
    }

    @Test
    void whatIsNotDeliveredIsDeliveredAfterTheNextStart() throws IOException {
        try (Outbox outbox = open(3, null)) {
            raise(outbox, 1, 30);
        }
        try (Outbox outbox = open(4, admin.client(PATIENCE))) {
            awaitStored(1, 30);
            assertThat(outbox.raise(SuspectedIncidents.blocked(new EventId(1, 4, 1))))
                    .succeedsWithin(PATIENCE);
            await().atMost(PATIENCE).until(() -> receiver.stored().contains(new EventId(1, 4, 1)));
        }
    }

    @Test
    void incidentThatIsNeverAcceptableIsSetAsideAndTheOthersGoOn() throws IOException {
        receiver.refuse(incident -> incident.id().sequence() == 57);
        try (Outbox outbox = open(3, admin.client(PATIENCE))) {
            raise(outbox, 1, 120);
            await().atMost(PATIENCE).until(() -> receiver.stored().size() == 119);
        }
        assertThat(receiver.stored()).isSorted().doesNotHaveDuplicates();
        assertThat(SuspectedIncidentJson.read(Files.readAllBytes(folder.resolve("refused.jsonl"))))
                .isEqualTo(Incidents.numbered(57));
        assertThat(health.level()).isEqualTo(Level.ERROR);
        assertThat(meters.counter("schoolgate.incidents.refused").count()).isEqualTo(1);
    }

    @Test
    void whileTheAdminServerIsAwayHealthSaysHowManyWait() throws IOException {
        AdminClient nowhere;
        try (FakeAdmin stopped = new FakeAdmin(folder)) {
            nowhere = stopped.client(PATIENCE);
        }
        try (Outbox outbox = open(3, nowhere)) {
            raise(outbox, 1, 3);
            await().atMost(PATIENCE).until(() -> health.level() == Level.WARN);
            assertThat(health.checks()).anyMatch(check -> check.text().startsWith("3 suspected incidents wait: "));
        }
    }

    @Test
    void incidentIsOnTheDiskWhenItsStageCompletes() throws IOException {
        try (Outbox outbox = open(3, null)) {
            assertThat(outbox.raise(Incidents.numbered(1))).succeedsWithin(PATIENCE);
            disk.crash();
            assertThat(folder.resolve("incidents-3-1.jsonl")).isNotEmptyFile();
        }
    }

    @Test
    void whileTheDiskFailsNothingIsLostAndHealthIsRed() throws IOException {
        try (Outbox outbox = open(3, null)) {
            disk.failWrites(true);
            CompletionStage<Void> stored = outbox.raise(Incidents.numbered(1));
            await().until(() -> health.level() == Level.ERROR);
            assertThat(stored.toCompletableFuture()).isNotDone();
            disk.failWrites(false);
            assertThat(stored).succeedsWithin(PATIENCE);
            assertThat(health.level()).isEqualTo(Level.OK);
        }
    }

    @Test
    void fullOutboxKeepsTheOldAndSaysHowManyNewWereLost() throws IOException {
        try (Outbox outbox = Outbox.open(disk, new OutboxConfig(folder, 3, 1), null, health, meters)) {
            assertThat(outbox.raise(Incidents.numbered(1))).succeedsWithin(PATIENCE);
            assertThat(outbox.raise(Incidents.numbered(2))).failsWithin(PATIENCE);
        }
        assertThat(health.checks())
                .anyMatch(check ->
                        check.level() == Level.ERROR && check.text().equals("1 suspected incidents lost since start"));
        assertThat(Spool.open(disk, folder, 4, 1).waiting()).isEqualTo(1);
    }

    /** The child's output is what a client would have seen answered. */
    @Test
    void killLosesNothingThatWasAcknowledged() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> acknowledged = new ArrayList<>();
        try (BufferedReader lines = child.inputReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                acknowledged.add(Long.valueOf(line));
                if (acknowledged.size() == 200) {
                    child.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(200);
        Outbox outbox = open(4, admin.client(PATIENCE));
        await().atMost(PATIENCE).until(() -> receiver.stored().size() >= acknowledged.size());
        outbox.close();
        assertThat(receiver.stored().stream().map(EventId::sequence)).isSorted().containsAll(acknowledged);
    }

    private Outbox open(long epoch, @Nullable AdminClient client) throws IOException {
        return Outbox.open(
                disk, new OutboxConfig(folder, epoch, OutboxConfig.DEFAULT_MAX_BYTES), client, health, meters);
    }

    private static void raise(Outbox outbox, long first, long last) {
        LongStream.rangeClosed(first, last).mapToObj(Incidents::numbered).forEach(outbox::raise);
    }

    private static void awaitStored(long first, long last) {
        List<EventId> all = LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> new EventId(1, 3, sequence))
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.stored()).isEqualTo(all));
    }
}
