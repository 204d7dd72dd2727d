package org.schoolgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.GatewayConfig.Port;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Network;

/** A gateway whose settings change while browsers are connected. */
final class OtherSettingsTest {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final String PUPIL = "127.0.3.1";
    private static final String TEACHER = "127.0.5.1";
    private static final List<Network> ALLOWED = List.of(Network.parse("127.0.0.0/8"));

    @TempDir
    Path folder;

    private FakeOrigin web;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        web = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        TestBundles.write(folder.resolve("work"), folder.resolve("bundle"), 1, TestBundles.POLICY, LiveFacts.NONE);
        gateway = Gateway.start(config(List.of(), ALLOWED, perClient(100)));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.stop(DRAIN);
        web.close();
    }

    private GatewayConfig config(List<Port> further, List<Network> allowed, LimitConfig limits) throws IOException {
        return config(further, allowed, limits, "hosts", "127.0.0.1 site.example\n");
    }

    private GatewayConfig config(
            List<Port> further, List<Network> allowed, LimitConfig limits, String hosts, String names)
            throws IOException {
        return new GatewayConfig(
                folder.resolve("gateway"),
                folder.resolve("bundle"),
                new InetSocketAddress("127.0.0.1", 0),
                further,
                new InetSocketAddress("127.0.0.1", 0),
                allowed,
                Files.writeString(folder.resolve(hosts), names),
                List.of(),
                null,
                null,
                OriginTimeouts.DEFAULTS.connect(),
                OriginTimeouts.DEFAULTS.answer(),
                OriginTimeouts.DEFAULTS.body(),
                OriginTimeouts.DEFAULTS.idle(),
                limits,
                LogConfig.DEFAULTS,
                "test");
    }

    private static LimitConfig perClient(int connections) {
        return new LimitConfig(1_000, connections, 100, 0, 256, 256);
    }

    private static Port port(int number, String... zones) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
        return new Port("proxy", address, Set.of(zones), List.of(), null, null, null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Wire connect(int number, String from) throws IOException {
        return Wire.connect(gateway.boundAddresses().get(number), from);
    }

    private int status(Wire wire) throws IOException {
        wire.send(Requests.get("site.example", web.port(), "/"));
        return wire.readAnswer().status();
    }

    private @Nullable String health(String check) {
        return gateway.health().checks().stream()
                .filter(found -> found.name().equals(check))
                .map(found -> found.level().id() + ": " + found.text())
                .findFirst()
                .orElse(null);
    }

    @Test
    void portsComeAndGoAndConnectionsStay() throws Exception {
        Port removed = port(freePort());
        Port added = port(freePort(), "staff-room");
        byte[] hello = Hellos.of("site.example");
        gateway.use(config(List.of(removed), ALLOWED, perClient(100)));
        try (FakeOrigin secure = FakeOrigin.by(wire -> {
                    wire.read(hello.length);
                    wire.send(wire.readText(4) + "!");
                    wire.readToEnd();
                });
                Wire kept = connect(0, PUPIL);
                Wire left = connect(1, PUPIL);
                Wire tunnel = connect(1, PUPIL)) {
            assertThat(status(kept)).isEqualTo(200);
            assertThat(status(left)).isEqualTo(200);
            tunnel.send(Requests.connect("site.example", secure.port()));
            assertThat(tunnel.readHead()).startsWith("HTTP/1.1 200");
            tunnel.send(hello);
            InetSocketAddress first = gateway.boundAddress();

            assertThat(gateway.use(config(List.of(added), ALLOWED, perClient(100))))
                    .isEmpty();

            assertThat(gateway.boundAddresses()).containsExactly(first, added.address());
            tunnel.send("ping");
            assertThat(tunnel.readText(5)).isEqualTo("ping!");
            assertThat(status(kept)).isEqualTo(200);
            assertThat(status(left)).as("of the port that is gone").isEqualTo(200);
            assertThatThrownBy(() -> Wire.connect(removed.address(), PUPIL)).isInstanceOf(ConnectException.class);
            try (Wire teacher = connect(1, TEACHER);
                    Wire pupil = connect(1, PUPIL);
                    Wire another = connect(0, PUPIL)) {
                assertThat(status(teacher)).isEqualTo(200);
                assertThat(status(pupil)).isEqualTo(403);
                assertThat(status(another)).isEqualTo(200);
                another.send(Requests.get("site.example", added.address().getPort(), "/"));
                assertThat(another.readAnswer().status()).as("a way to itself").isEqualTo(508);
            }
            try (ServerSocket others = new ServerSocket()) {
                others.bind(removed.address());
                left.send(Requests.get("site.example", removed.address().getPort(), "/"));
                others.accept().close();
                assertThat(left.readAnswer().status())
                        .as("not its own any more")
                        .isEqualTo(502);
            }
        }
    }

    @Test
    void portThatStaysServesWhomItIsForNowAndThoseWhoAreIn() throws Exception {
        int number = freePort();
        gateway.use(config(List.of(port(number)), ALLOWED, perClient(100)));
        try (Wire before = connect(1, PUPIL)) {
            assertThat(status(before)).isEqualTo(200);
            gateway.use(config(List.of(port(number, "staff-room")), ALLOWED, perClient(100)));
            try (Wire after = connect(1, PUPIL)) {
                assertThat(status(after)).isEqualTo(403);
                assertThat(status(before)).isEqualTo(200);
            }
        }
    }

    @Test
    void otherLimitsHoldForConnectionsToCome() throws Exception {
        try (Wire first = connect(0, PUPIL);
                Wire second = connect(0, PUPIL)) {
            assertThat(status(first)).isEqualTo(200);
            assertThat(status(second)).isEqualTo(200);
            gateway.use(config(List.of(), ALLOWED, perClient(2)));
            try (Wire third = connect(0, PUPIL)) {
                assertThat(third.readAnswer().status()).isEqualTo(503);
            }
            assertThat(status(first)).isEqualTo(200);
            gateway.use(config(List.of(), ALLOWED, new LimitConfig(3, 3, 100, 0, 256, 256)));
            assertThat(health("descriptors")).isEqualTo("ok: enough for 3 connections of clients");
            try (Wire third = connect(0, PUPIL)) {
                assertThat(status(third)).isEqualTo(200);
            }
        }
    }

    @Test
    void whereRequestsMayGoAndHowHoldsForTheNextOneOfEveryConnection() throws Exception {
        try (Wire kept = connect(0, PUPIL)) {
            assertThat(status(kept)).isEqualTo(200);
            gateway.use(config(List.of(), List.of(), perClient(100)));
            assertThat(status(kept)).isEqualTo(403);
            gateway.use(config(List.of(), ALLOWED, perClient(100), "other-hosts", "127.0.0.1 moved.example\n"));
            kept.send(Requests.get("moved.example", web.port(), "/"));
            assertThat(kept.readAnswer().head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void tunnelToWhereNobodyMayGoAnyMoreIsClosed() throws Exception {
        try (FakeOrigin secure = FakeOrigin.by(Wire::readToEnd);
                Wire tunnel = connect(0, PUPIL)) {
            tunnel.send(Requests.connect("127.0.0.1", secure.port()));
            assertThat(tunnel.readHead()).startsWith("HTTP/1.1 200");
            tunnel.send(Hellos.of("site.example"));
            gateway.use(config(List.of(), List.of(), perClient(100)));
            assertThat(tunnel.isEnded()).isTrue();
        }
    }

    @Test
    void whatCannotBeHadChangesNothing() throws Exception {
        Port further = port(freePort());
        gateway.use(config(List.of(further), ALLOWED, perClient(100)));
        List<InetSocketAddress> before = gateway.boundAddresses();
        Port free = port(freePort());
        try (Wire kept = connect(1, PUPIL);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GatewayConfig impossible =
                    config(List.of(free, port(taken.getLocalPort())), List.of(), perClient(1), "none", "");
            assertThatThrownBy(() -> gateway.use(impossible))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("proxy port")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            assertThat(gateway.boundAddresses()).isEqualTo(before);
            assertThatThrownBy(() -> Wire.connect(free.address(), PUPIL)).isInstanceOf(ConnectException.class);
            try (Wire fresh = connect(1, PUPIL)) {
                assertThat(status(fresh)).isEqualTo(200);
                assertThat(status(kept)).isEqualTo(200);
            }
        }
    }

    @Test
    void anotherAddressOfAPortThatIsOpenIsSaidToNeedAStart() throws Exception {
        int number = freePort();
        gateway.use(config(List.of(port(number)), ALLOWED, perClient(100)));
        InetSocketAddress all = new InetSocketAddress("0.0.0.0", number);
        Port wider = new Port("proxy", all, Set.of(), List.of(), null, null, null);
        assertThatThrownBy(() -> gateway.use(config(List.of(wider), ALLOWED, perClient(100))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it changes to another address of a port when it starts");
    }
}
