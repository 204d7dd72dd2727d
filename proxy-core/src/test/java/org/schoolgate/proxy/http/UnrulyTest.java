package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.slf4j.LoggerFactory;

/**
 * Many clients and origins at once that break off wherever it hurts, from a fixed seed. In the end nothing is left over: no
 * connection, no buffer; and each request that was read whole is one record.
 */
@Tag("slow")
final class UnrulyTest {
    private static final int CLIENTS = 8;
    private static final int CONNECTIONS_EACH = 60;
    private static final int PATIENCE_MILLIS = 300;
    private static final String BODY = "x".repeat(50_000);

    @TempDir
    Path folder;

    private final AtomicInteger answered = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void nothingIsLeftOverOfConnectionsThatBreakOff(Transport transport) throws Exception {
        ListAppender<ILoggingEvent> faults = new ListAppender<>();
        faults.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ExchangeHandler.class);
        logger.addAppender(faults);
        AtomicInteger seed = new AtomicInteger(1_000);
        try (TestProxy proxy = TestProxy.in(folder).transport(transport).start();
                FakeOrigin origin = FakeOrigin.by(wire -> unrulyOrigin(wire, new Random(seed.incrementAndGet())))) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(CompletableFuture.runAsync(() -> unrulyClient(proxy, origin.port(), random)));
            }
            clients.forEach(CompletableFuture::join);
            await().atMost(Duration.ofSeconds(20)).until(() -> proxy.connections() == 0);
            logger.detachAppender(faults);
            assertThat(faults.list).as("faults of ours").isEmpty();
            assertThat(answered.get()).isPositive();
            assertThat(proxy.records()).hasSizeGreaterThanOrEqualTo(answered.get());
            assertThat(proxy.records()).hasSizeLessThanOrEqualTo(3 * CLIENTS * CONNECTIONS_EACH);
        }
    }

    private void unrulyClient(TestProxy proxy, int port, Random random) {
        for (int i = 0; i < CONNECTIONS_EACH; i++) {
            try (Wire client = proxy.pupil()) {
                client.socket().setSoTimeout(PATIENCE_MILLIS);
                switch (random.nextInt(6)) {
                    case 0 ->
                        client.send(Requests.get("site.example", port, "/").substring(0, random.nextInt(60)));
                    case 1 -> download(client, port, random);
                    case 2 -> upload(client, port, random);
                    case 3 ->
                        client.send(Requests.get("site.example", port, "/").repeat(3));
                    case 4 -> tunnel(client, port, random);
                    default -> {
                        client.send(Requests.get("adult.example", port, "/"));
                        client.readAnswer();
                        answered.incrementAndGet();
                    }
                }
                if (random.nextBoolean()) {
                    client.reset();
                }
            } catch (IOException e) {
                // broken off by the other side
            }
        }
    }

    private void download(Wire client, int port, Random random) throws IOException {
        client.send(Requests.get("site.example", port, "/"));
        if (random.nextBoolean()) {
            client.readHead();
            answered.incrementAndGet();
            client.read(random.nextInt(BODY.length()));
        }
    }

    private void upload(Wire client, int port, Random random) throws IOException {
        client.send(Requests.request("POST", "site.example", port, "/", "Content-Length: " + BODY.length()));
        client.send(BODY.substring(0, random.nextInt(BODY.length())));
        if (random.nextBoolean()) {
            client.readHead();
            answered.incrementAndGet();
        }
    }

    private void tunnel(Wire client, int port, Random random) throws IOException {
        client.send(Requests.connect("site.example", port));
        client.readHead();
        answered.incrementAndGet();
        byte[] hello = Hellos.of(random.nextInt(4) == 0 ? "other.example" : "site.example");
        client.send(hello);
        if (random.nextBoolean()) {
            client.readSome(new byte[100]);
        }
    }

    private static void unrulyOrigin(Wire wire, Random random) throws IOException {
        while (true) {
            byte[] buffer = new byte[65_536];
            if (wire.readSome(buffer) < 0) {
                return;
            }
            switch (random.nextInt(6)) {
                case 0 -> {
                    wire.reset();
                    return;
                }
                case 1 -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n");
                    wire.send(BODY.substring(0, random.nextInt(BODY.length())));
                    return;
                }
                case 2 -> wire.send("HTTP/1.1 200 OK\r\n\r\n" + BODY);
                case 3 ->
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc350\r\n" + BODY + "\r\nZ\r\n");
                case 4 -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcd");
                default -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            }
        }
    }
}
