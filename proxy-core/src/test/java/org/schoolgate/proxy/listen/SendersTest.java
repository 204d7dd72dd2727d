package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.policy.Network;

/** Proxies in front of the gateway that speak the PROXY protocol, and clients that would like to be one. */
final class SendersTest {
    /** A teacher by its address, but for what it says of others. */
    private static final String SENDER = "127.0.5.9";

    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    @TempDir
    Path folder;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        ListenerConfig port = new ListenerConfig(
                Kind.PROXY, new InetSocketAddress("0.0.0.0", 0), Set.of(), List.of(Network.parse(SENDER)), null, null);
        Limits impatient = new Limits(
                8192,
                32768,
                100,
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                3,
                1024,
                BodyRates.DEFAULTS,
                Duration.ofSeconds(5));
        proxy = TestProxy.in(folder)
                .ports(port)
                .limits(impatient)
                .connectionLimits(new ConnectionLimits(2, 100, 100))
                .start();
        proxy.register(meters);
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private double refusedHeaders() {
        return meters.get("schoolgate.proxy.headers.refused").functionCounter().count();
    }

    private static byte[] version2(int command, int family, byte[] addresses) {
        return Hellos.join(SIGNATURE, new byte[] {(byte) (0x20 | command), (byte) family}, Hellos.sized(addresses));
    }

    private static byte[] version2(String source) throws IOException {
        byte[] from = InetAddress.getByName(source).getAddress();
        byte[] ports = {1, 0, 2, 0};
        return version2(1, from.length == 4 ? 0x11 : 0x21, Hellos.join(from, from, ports));
    }

    private static String version1(String source) {
        return "PROXY TCP4 " + source + " 192.0.2.1 50000 3128\r\n";
    }

    private void assertIsFrom(Wire wire, String client, String zone) throws IOException {
        wire.send(Requests.get("adult.example", 80, "/"));
        assertThat(wire.readAnswer().status()).isEqualTo(403);
        await().until(() -> proxy.records().size() == 1);
        assertThat(proxy.records().get(0).who().client()).isEqualTo(client);
        assertThat(proxy.records().get(0).who().zone()).isEqualTo(zone);
    }

    @Test
    void listedSenderSaysForWhomItConnectsInVersion1() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(version1("127.0.3.77"));
            assertIsFrom(wire, "127.0.3.77", "room-3");
        }
    }

    @Test
    void listedSenderSaysForWhomItConnectsInVersion2() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(version2("127.0.2.77"));
            assertIsFrom(wire, "127.0.2.77", "room-2");
        }
    }

    @Test
    void version2MayHaveAnIpv6AddressAndFields() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            byte[] from = InetAddress.getByName("2001:db8::7").getAddress();
            byte[] field = {4, 0, 2, 7, 7};
            wire.send(version2(1, 0x21, Hellos.join(from, from, new byte[4], field)));
            assertIsFrom(wire, "2001:db8::7", "unknown");
        }
    }

    @Test
    void mappedAddressIsTheOneThatItCarries() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send("PROXY TCP6 ::ffff:127.0.1.7 ::1 50000 3128\r\n");
            assertIsFrom(wire, "127.0.1.7", "room-1");
        }
    }

    @Test
    void headerAndRequestMayComeInOnePieceOrInMany() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO)) {
            String all = version1("127.0.3.77") + Requests.get("site.example", origin.port(), "/");
            try (Wire whole = proxy.client(SENDER);
                    Wire pieces = proxy.client(SENDER)) {
                whole.send(all);
                assertThat(whole.readAnswer().body()).isEqualTo("hello");
                for (byte b : all.getBytes(StandardCharsets.ISO_8859_1)) {
                    pieces.send(new byte[] {b});
                }
                assertThat(pieces.readAnswer().body()).isEqualTo("hello");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "PROXY UNKNOWN 127.0.1.1 127.0.1.1 1 1\r\n"})
    void senderThatDoesNotKnowForWhomIsItself(String header) throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(header);
            assertIsFrom(wire, SENDER, "staff-room");
        }
    }

    @Test
    void senderThatOnlyChecksIsItself() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(version2(0, 0, new byte[0]));
            assertIsFrom(wire, SENDER, "staff-room");
        }
    }

    @Test
    void headerOfAnyoneElseIsNotBelieved() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire first = proxy.client("127.0.3.1");
                Wire second = proxy.client("127.0.3.1")) {
            first.send(version1("127.0.5.77") + Requests.get("games.example", origin.port(), "/"));
            assertThat(first.readAnswer().status()).isBetween(400, 501);
            assertThat(first.isEnded()).isTrue();
            second.send(version2("127.0.5.77"));
            second.send(Requests.get("games.example", origin.port(), "/"));
            assertThat(second.readAnswer().status()).isEqualTo(400);
            assertThat(second.isEnded()).isTrue();
            await().until(() -> proxy.records().size() == 2);
            assertThat(proxy.records()).allSatisfy(record -> {
                assertThat(record.who().client()).isEqualTo("127.0.3.1");
                assertThat(record.who().zone()).isEqualTo("room-3");
            });
            assertThat(origin.connections()).isZero();
        }
    }

    @Test
    void anyoneElseWithoutAHeaderIsServedAsItself() throws IOException {
        try (Wire wire = proxy.client("127.0.3.1")) {
            assertIsFrom(wire, "127.0.3.1", "room-3");
        }
    }

    @Test
    void secondHeaderIsNoRequest() throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(version1("127.0.3.77") + version1("127.0.5.77") + Requests.get("games.example", 80, "/"));
            assertThat(wire.readAnswer().status()).isBetween(400, 501);
            assertThat(wire.isEnded()).isTrue();
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).who().client()).isEqualTo("127.0.3.77");
        }
    }

    private void assertClosedWithoutAWord(byte[] sent) throws IOException {
        try (Wire wire = proxy.client(SENDER)) {
            wire.send(sent);
            assertThat(wire.isEnded()).isTrue();
        }
        await().until(() -> refusedHeaders() == 1);
        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.records()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://adult.example/ HTTP/1.1\r\nHost: adult.example\r\n\r\n",
                "PROXY TCP4 127.0.3.77 192.0.2.1 50000\r\n",
                "PROXY TCP4 127.0.3.777 192.0.2.1 50000 3128\r\n",
                "PROXY TCP4 127.0.3.77 192.0.2.1 50000 99999\r\n",
                "PROXY TCP4 localhost 192.0.2.1 50000 3128\r\n",
                "PROXY TCP6 127.0.3.77 192.0.2.1 50000 3128\r\n",
                "PROXY UDP4 127.0.3.77 192.0.2.1 50000 3128\r\n",
                "proxy tcp4 127.0.3.77 192.0.2.1 50000 3128\r\n"
            })
    void listedSenderHasToSayItProperly(String sent) throws IOException {
        assertClosedWithoutAWord(sent.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void lineThatIsTooLongIsRefused() throws IOException {
        assertClosedWithoutAWord(("PROXY UNKNOWN " + "x".repeat(200) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void version2ThatIsTooLongIsRefused() throws IOException {
        assertClosedWithoutAWord(version2(1, 0x11, new byte[60_000]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x12, 0x31, 0x41})
    void version2ThatIsNotOfTcpIsRefusedOrItself(int family) throws IOException {
        byte[] sent = version2(1, family, new byte[216]);
        if (family == 0) {
            try (Wire wire = proxy.client(SENDER)) {
                wire.send(sent);
                assertIsFrom(wire, SENDER, "staff-room");
            }
        } else {
            assertClosedWithoutAWord(sent);
        }
    }

    @Test
    void headerThatIsCutOffIsNotWaitedForForLong() throws IOException {
        assertClosedWithoutAWord("PROXY TCP4 127.0.3.77".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void silentSenderIsNotWaitedForForLong() throws IOException {
        assertClosedWithoutAWord(new byte[0]);
    }

    @Test
    void limitPerClientCountsWhomTheSenderConnectsFor() throws IOException {
        Wire[] wires = new Wire[4];
        try {
            for (int i = 0; i < wires.length; i++) {
                wires[i] = proxy.client(SENDER);
                wires[i].send(version1(i < 3 ? "127.0.3.77" : "127.0.3.78"));
                wires[i].send(Requests.get("adult.example", 80, "/"));
                assertThat(wires[i].readAnswer().status())
                        .as("connection %d", i)
                        .isEqualTo(i == 2 ? 503 : 403);
            }
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
        await().until(() -> proxy.connections() == 0);
    }
}
