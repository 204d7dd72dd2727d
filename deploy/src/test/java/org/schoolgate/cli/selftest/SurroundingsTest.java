package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.BypassCheck.Route;
import org.schoolgate.cli.selftest.Finding.Level;
import org.schoolgate.proxy.testing.FakeNameServer;

/** Checks of what is around an installation, each against real sockets on loopback. */
final class SurroundingsTest {
    private static final String CANARY = "use-application-dns.net";

    @TempDir
    Path folder;

    private static Check resolver(FakeNameServer server) {
        return new ResolverCheck(List.of(server.address()), Path.of("unused"));
    }

    @Test
    void nameServerWithTheSchoolsRulesIsTheOneMeant() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.know(CANARY);
            assertThat(Findings.of(resolver(server), Level.OK)).contains("of dns_server answers, and denies " + CANARY);
        }
    }

    @Test
    void nameServerWithoutThemIsAWarning() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.knowEverything("192.0.2.1");
            assertThat(Findings.of(resolver(server), Level.WARNING)).contains("knows " + CANARY);
        }
    }

    @Test
    void nameServerThatFailsOrDoesNotAnswerIsAFailure() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.beBroken();
            assertThat(Findings.of(resolver(server), Level.FAILED)).contains("cannot look names up");
            server.beSilent();
            assertThat(Findings.of(resolver(server), Level.FAILED)).contains("does not answer");
        }
    }

    @Test
    void systemsNameServersAreTakenFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), "# none\nsearch example.org\n");
        assertThat(Findings.of(new ResolverCheck(List.of(), file), Level.FAILED))
                .endsWith("names no server");
        Files.writeString(file, "nameserver 127.0.0.153\n");
        assertThat(Findings.of(new ResolverCheck(List.of(), file), Level.FAILED))
                .startsWith("127.0.0.153:53 of " + file);
    }

    private static void assertOpen(Route route, boolean isOpen) {
        assertThat(route.isOpen()).isEqualTo(isOpen);
        Findings.of(new BypassCheck(route, true), isOpen ? Level.FAILED : Level.OK);
        Findings.of(new BypassCheck(route, false), isOpen ? Level.WARNING : Level.OK);
    }

    @Test
    void connectionThatComesAboutIsAWayPast() throws IOException {
        try (ServerSocket resolver = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            InetSocketAddress open = (InetSocketAddress) resolver.getLocalSocketAddress();
            assertOpen(Routes.tcp("DNS over TLS", List.of(Findings.nobody(), open)), true);
        }
        assertOpen(Routes.tcp("DNS over TLS", List.of(Findings.nobody())), false);
    }

    @Test
    void otherNameServerThatAnswersIsAWayPast() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            assertOpen(Routes.dns(List.of(server.address())), true);
        }
        assertOpen(Routes.dns(List.of(Findings.nobody())), false);
    }

    /** Answers a version of QUIC that there is not by those that it has (RFC 9000, section 17.2.1); or by anything else. */
    private static DatagramSocket quicServer(boolean speaksQuic) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread server = new Thread(() -> {
            byte[] buffer = new byte[1_500];
            try {
                while (true) {
                    DatagramPacket initial = new DatagramPacket(buffer, buffer.length);
                    socket.receive(initial);
                    boolean isInitial = initial.getLength() >= 1_200 && (buffer[0] & 0xc0) == 0xc0;
                    byte[] versions = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
                    byte[] answer = speaksQuic && isInitial ? versions : new byte[] {1, 2, 3, 4, 5, 6, 7};
                    socket.send(new DatagramPacket(answer, answer.length, initial.getSocketAddress()));
                }
            } catch (IOException e) {
                // The socket was closed.
            }
        });
        server.setDaemon(true);
        server.start();
        return socket;
    }

    @Test
    void quicIsOpenWhereItIsSpoken() throws IOException {
        try (DatagramSocket server = quicServer(true)) {
            assertOpen(Routes.quic(List.of((InetSocketAddress) server.getLocalSocketAddress())), true);
        }
        try (DatagramSocket other = quicServer(false)) {
            assertOpen(Routes.quic(List.of((InetSocketAddress) other.getLocalSocketAddress())), false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, OK",
        "1, 0, false, WARNING",
        "0, 1, false, WARNING",
        "1, 1, true, OK",
    })
    void routerNeedsAPortForWhatItsFirewallDiverts(String ipv4, String ipv6, boolean isDiverting, Level level)
            throws IOException {
        Files.createDirectories(folder.resolve("ipv4"));
        Files.createDirectories(folder.resolve("ipv6/conf/all"));
        Files.writeString(folder.resolve("ipv4/ip_forward"), ipv4 + "\n");
        Files.writeString(folder.resolve("ipv6/conf/all/forwarding"), ipv6 + "\n");
        Findings.of(new ForwardingCheck(folder, isDiverting), level);
    }

    @Test
    void kernelWithoutAFamilyDoesNotForwardIt() {
        Findings.of(new ForwardingCheck(folder.resolve("none"), false), Level.OK);
    }

    private static Check clock(InetSocketAddress server, Duration ahead) {
        InstantSource clock = () -> Instant.now().plus(ahead);
        return new ClockCheck(URI.create("http://" + Authority.of(server) + "/"), null, clock);
    }

    @Test
    void clockIsComparedWithTheDateOfAWebServer() throws IOException {
        try (WebServer server = new WebServer(302, "")) {
            assertThat(Findings.of(clock(server.address(), Duration.ZERO), Level.OK))
                    .contains("127.0.0.1");
            assertThat(Findings.of(clock(server.address(), Duration.ofSeconds(-90)), Level.WARNING))
                    .contains("s behind that of");
            assertThat(Findings.of(clock(server.address(), Duration.ofMinutes(6)), Level.FAILED))
                    .contains("s ahead of that of");
        }
        assertThat(Findings.of(clock(Findings.nobody(), Duration.ZERO), Level.WARNING))
                .startsWith("not compared");
    }

    @Test
    void clockIsAskedForThroughTheParentProxy() throws IOException {
        try (WebServer proxy = new WebServer(200, "")) {
            Check check = new ClockCheck(URI.create("http://time.example/"), proxy.address(), Instant::now);
            assertThat(Findings.of(check, Level.OK)).endsWith("time.example");
        }
    }
}
