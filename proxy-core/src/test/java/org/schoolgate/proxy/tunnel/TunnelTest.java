package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.policy.Network;

final class TunnelTest extends ImpatientTunnels {
    /** The kernel's buffers on the way are up to 6 MB each. */
    private static final long MAX_SENT_INTO_A_STALL = 40L << 20;

    @Test
    void bytesPassBothWaysUnchangedAndTheTunnelIsOneRecord() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            client.send("more");
            assertThat(client.readText(4)).isEqualTo("more");
            client.socket().close();
            AccessRecord record = record();
            assertThat(record.tunnel()).isEqualTo(new Tunnel("site.example", false, "client"));
            assertThat(record.asked().method()).isEqualTo("CONNECT");
            assertThat(record.asked().scheme()).isEqualTo("connect");
            assertThat(record.asked().host()).isEqualTo("site.example");
            assertThat(record.asked().port()).isEqualTo(origin.port());
            assertThat(record.ruling().decision()).isEqualTo(Outcome.ALLOW);
            assertThat(record.sent().status()).isEqualTo(200);
            assertThat(record.sent().bytesIn())
                    .isEqualTo(Requests.connect("site.example", origin.port()).length() + hello.length + 4);
            assertThat(record.sent().bytesOut()).isEqualTo(ESTABLISHED.length() + hello.length + 4);
        }
    }

    @Test
    void helloThatComesRightBehindTheConnectIsPassedOn() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            byte[] hello = Hellos.padded("site.example", 3_000, 500);
            client.send(Requests.connect("site.example", origin.port()));
            client.send(hello);
            assertThat(client.readHead()).isEqualTo(ESTABLISHED);
            assertThat(client.read(hello.length)).isEqualTo(hello);
        }
    }

    @Test
    void helloInManySmallPiecesIsPassedOn() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            byte[] hello = Hellos.of("site.example");
            for (byte b : hello) {
                client.send(new byte[] {b});
            }
            assertThat(client.read(hello.length)).isEqualTo(hello);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SITE.Example.", "site.example"})
    void nameInAnotherSpellingIsTheSameName(String serverName) throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "Site.EXAMPLE", origin.port());
            client.send(Hellos.of(serverName));
            assertThat(client.read(5)).hasSize(5);
        }
    }

    @Test
    void tunnelToAnAddressIsJudgedAndDialledByTheNameInItsHello() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "127.9.9.9", origin.port());
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            assertThat(client.read(hello.length)).isEqualTo(hello);
            client.socket().close();
            assertThat(record().asked().host()).isEqualTo("site.example");
            assertThat(record().ruling().decision()).isEqualTo(Outcome.ALLOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "site.example"})
    void portThatIsNotOpenToTunnelsIsRefused(String host) throws IOException {
        proxy.close();
        proxy = TestProxy.in(folder.resolve("2")).allowOrigins(List.of()).start();
        try (Wire client = proxy.client("127.0.5.1")) {
            client.send(Requests.connect(host, 8443));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("This connection is not allowed");
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
        }
    }

    @Test
    void failureToConnectIsAnsweredAndTheConnectionStays() throws IOException {
        int closedPort;
        try (FakeOrigin origin = Echo.origin()) {
            closedPort = origin.port();
        }
        try (Wire client = proxy.pupil()) {
            for (int i = 0; i < 2; i++) {
                client.send(Requests.connect("site.example", closedPort));
                assertThat(client.readAnswer().status()).isEqualTo(502);
            }
        }
    }

    @Test
    void endOfOneDirectionLeavesTheOtherOpen() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readToEnd();
                    wire.send("after the end");
                });
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(Hellos.of("site.example"));
            client.endOutput();
            assertThat(client.readToEnd()).isEqualTo("after the end");
            record();
        }
    }

    @Test
    void originThatEndsItsDirectionStillGetsWhatTheClientSends() throws IOException {
        StringBuilder got = new StringBuilder();
        int length = Hellos.of("site.example").length;
        try (FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.read(length);
                    wire.endOutput();
                    got.append(wire.readToEnd());
                });
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            client.send(Hellos.of("site.example"));
            assertThat(client.isEnded()).isTrue();
            client.send("late");
            client.endOutput();
            await().until(() -> got.toString().equals("late"));
            record();
        }
    }

    @Test
    void originThatGoesAwayTakesTheTunnelAlong() throws IOException {
        try (FakeOrigin origin = Echo.origin();
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            byte[] hello = Hellos.of("site.example");
            client.send(hello);
            client.read(hello.length);
            origin.resetAll();
            assertThat(client.isEnded()).isTrue();
            assertThat(record().tunnel()).isEqualTo(new Tunnel("site.example", false, "origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tunnelThatIsSilentForTooLongIsClosed(boolean isHalfClosed) throws IOException {
        Limits impatient = new Limits(
                8192,
                32768,
                100,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                3,
                1024,
                BodyRates.DEFAULTS,
                Duration.ofSeconds(5));
        int idleTicks = isHalfClosed ? 1_000 : 2;
        byte[] hello = Hellos.of("site.example");
        try (TestProxy own = TestProxy.in(folder.resolve("impatient"))
                        .limits(impatient)
                        .tunnelLimits(new TunnelLimits(Duration.ofSeconds(5), idleTicks))
                        .start();
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.send(wire.read(hello.length));
                    wire.readToEnd();
                    wire.isEnded();
                    await().until(() -> own.connections() == 0);
                });
                Wire client = own.pupil()) {
            open(client, "site.example", origin.port());
            client.send(hello);
            client.read(hello.length);
            if (isHalfClosed) {
                client.endOutput();
            }
            assertThat(client.isEnded()).isTrue();
            await().until(() -> own.records().size() == 1);
            assertThat(own.records().get(0).tunnel())
                    .extracting(Tunnel::closed)
                    .isEqualTo(isHalfClosed ? "client" : "idle");
        }
    }

    @Test
    void endOfAnOriginThatClosesBeforeTheHelloIsPassedOn() throws IOException {
        try (FakeOrigin origin = FakeOrigin.by(wire -> {});
                Wire client = proxy.pupil()) {
            open(client, "site.example", origin.port());
            await().pollDelay(Duration.ofMillis(100)).until(() -> origin.connections() == 1);
            client.send(Hellos.of("site.example"));
            assertThat(client.isEnded()).isTrue();
            client.socket().close();
            assertThat(record().tunnel()).extracting(Tunnel::closed).isEqualTo("origin");
        }
    }

    @Test
    void nameOfAnInsideAddressInTheHelloIsRefused() throws IOException {
        try (Wire client = proxy.pupil()) {
            open(client, "127.9.9.9", 443);
            client.send(Hellos.of("inside.example"));
            assertThat(client.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.REFUSE);
            assertThat(record().note()).isEqualTo("destination_ip_prohibited");
        }
    }

    @Test
    void helloRightBehindAConnectThatIsBlockedIsNotTakenForARequest() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(withHello("adult.example", "adult.example"));
            assertThat(client.readAnswer().field("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(record().ruling().decision()).isEqualTo(Outcome.BLOCK);
        }
    }

    private static String withHello(String host, String serverName) {
        return Requests.connect(host, 443) + new String(Hellos.of(serverName), StandardCharsets.ISO_8859_1);
    }

    @Test
    void clientIsNotReadWhileTheNameInItsHelloIsDialled() throws IOException {
        try (FakeNameServer silent = new FakeNameServer();
                TestProxy own = TestProxy.in(folder.resolve("silent"))
                        .nameServer(silent.address())
                        .start();
                Wire client = own.pupil()) {
            silent.beSilent();
            client.send(withHello("127.9.9.9", "slow.example"));
            assertThat(client.readHead()).isEqualTo(ESTABLISHED);
            assertThat(sentInto(client)).isLessThan(MAX_SENT_INTO_A_STALL);
        }
    }

    /** How much goes in until the connection ends, or it is too much. */
    private static long sentInto(Wire client) {
        byte[] block = new byte[64 * 1024];
        long sent = 0;
        try {
            for (; sent < MAX_SENT_INTO_A_STALL; sent += block.length) {
                client.send(block);
            }
        } catch (IOException e) {
            // the proxy gave up
        }
        return sent;
    }

    @Test
    void secondAddressOfANameIsTriedToo() throws IOException {
        try (FakeNameServer names = new FakeNameServer();
                TestProxy dual = TestProxy.in(folder.resolve("dual"))
                        .nameServer(names.address())
                        .allowOrigins(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")))
                        .start();
                FakeOrigin origin = Echo.origin();
                Wire client = dual.pupil()) {
            names.know("both.example", "::1", "127.0.0.1");
            client.send(Requests.connect("both.example", origin.port()));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
    }
}
