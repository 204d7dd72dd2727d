package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.cli.dns.Canary;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.BypassCheck.Passage;
import org.schoolgate.cli.selftest.BypassCheck.Route;
import org.schoolgate.cli.selftest.BypassCheck.Vantage;
import org.schoolgate.cli.selftest.Finding.Level;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.testing.FakeNameServer;

/** Checks of what is around an installation, each against real sockets on loopback. */
final class SurroundingsTest {
    @TempDir
    Path folder;

    private static Check resolver(FakeNameServer server) {
        return new ResolverCheck(List.of(server.address()), Path.of("unused"));
    }

    @Test
    void nameServerWithTheSchoolsRulesIsTheOneMeant() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.know(Canary.NAME);
            assertThat(Findings.of(resolver(server), Level.OK))
                    .contains("of dns_server answers, and denies " + Canary.NAME);
        }
    }

    @Test
    void nameServerWithoutThemIsAWarning() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.knowEverything("192.0.2.1");
            assertThat(Findings.of(resolver(server), Level.WARNING)).contains("knows " + Canary.NAME);
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

    private static void assertPassage(Route route, Passage passage) {
        assertThat(route.passage()).isEqualTo(passage);
        boolean isOpen = passage == Passage.OPEN;
        Findings.of(new BypassCheck(route, Vantage.DEVICE), isOpen ? Level.FAILED : Level.OK);
        Findings.of(new BypassCheck(route, Vantage.GATEWAY), isOpen ? Level.WARNING : Level.OK);
        Level alone = isOpen ? Level.FAILED : passage == Passage.CLOSED ? Level.WARNING : Level.OK;
        Findings.of(new BypassCheck(route, Vantage.LONE_DEVICE), alone);
    }

    private static SSLSocketFactory trusting(TestAuthority authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        ByteArrayInputStream pem = new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII));
        trusted.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @ParameterizedTest
    @CsvSource({
        "true, 127.0.0.1, 60, OPEN",
        "true, 127.0.0.2, 60, DIVERTED", // a page about another name
        "false, 127.0.0.1, 60, DIVERTED", // one that claims to be the resolver
        "true, 127.0.0.1, -1, OPEN", // the clock may be wrong
    })
    void resolverInTlsIsOpenWhereOneWithItsNameAnswers(boolean isTrusted, String name, int days, Passage passage)
            throws Exception {
        TestAuthority authority = new TestAuthority();
        Path keys = authority.keyStore(folder.resolve("keys.p12"), name, Duration.ofDays(days));
        SSLSocketFactory tls = trusting(isTrusted ? authority : new TestAuthority());
        try (TlsServer server = new TlsServer(keys)) {
            assertPassage(Routes.tls("DNS over TLS", List.of(Findings.nobody(), server.address()), tls), passage);
        }
    }

    @Test
    void connectionThatIsTakenAndClosedIsDivertedAndOneThatIsNotTakenClosed() throws Exception {
        SSLSocketFactory tls = trusting(new TestAuthority());
        for (String answer : List.of("", "HTTP/1.1 403 Forbidden\r\n\r\n")) {
            try (ServerSocket gateway = answering(answer)) {
                InetSocketAddress address = (InetSocketAddress) gateway.getLocalSocketAddress();
                assertPassage(Routes.tls("DNS over HTTPS", List.of(address), tls), Passage.DIVERTED);
            }
        }
        assertPassage(Routes.tls("DNS over HTTPS", List.of(Findings.nobody()), tls), Passage.CLOSED);
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
            assertThat(Routes.tls("DNS over HTTPS", List.of(address), tls).passage())
                    .isEqualTo(Passage.CLOSED);
        }
    }

    /** Takes connections, and closes each after it has said that. */
    private static ServerSocket answering(String answer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread server = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    client.getInputStream().read(new byte[4_096]);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // Gone, or the socket was closed.
                }
            }
        });
        server.setDaemon(true);
        server.start();
        return socket;
    }

    @Test
    void nameServerWithoutTheSchoolsRulesIsAWayPastAndOneWithThemIsNot() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.knowEverything("192.0.2.1");
            assertPassage(Routes.dns(List.of(Findings.nobody(), server.address())), Passage.OPEN);
            server.know(Canary.NAME);
            assertPassage(Routes.dns(List.of(Findings.nobody(), server.address())), Passage.DIVERTED);
            server.beBroken();
            assertPassage(Routes.dns(List.of(server.address())), Passage.CLOSED);
        }
        assertPassage(Routes.dns(List.of(Findings.nobody())), Passage.CLOSED);
    }

    @Test
    void closedWayCountsOnADeviceThatReachesSomething() throws IOException {
        try (WebServer blocked = new WebServer(403, "")) {
            assertThat(Findings.of(new NetworkCheck(url(blocked.address())), Level.OK))
                    .endsWith("with status 403");
        }
        assertThat(Findings.of(new NetworkCheck(url(Findings.nobody())), Level.WARNING))
                .contains("does not answer this device");
        Findings.of(new NetworkCheck(URI.create("example.org")), Level.WARNING);
    }

    private static URI url(InetSocketAddress server) {
        return URI.create("http://" + Authority.of(server) + "/");
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
            assertPassage(Routes.quic(List.of((InetSocketAddress) server.getLocalSocketAddress())), Passage.OPEN);
        }
        try (DatagramSocket other = quicServer(false)) {
            assertPassage(Routes.quic(List.of((InetSocketAddress) other.getLocalSocketAddress())), Passage.CLOSED);
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
        return new ClockCheck(url(server), null, clock);
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
