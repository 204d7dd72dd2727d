package org.schoolgate.proxy.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.access.AccessRecordReader;
import org.schoolgate.rules.access.AccessRecords;

final class SyslogExportTest {
    private final TestAuthority authority = new TestAuthority();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Health health = new Health();

    @TempDir
    private Path folder;

    private Path keys;

    @BeforeEach
    void makeKeys() {
        keys = authority.keyStore(folder.resolve("server.p12"), "127.0.0.1");
    }

    @Test
    void everyRecordIsOneMessageBehindItsLength() throws Exception {
        try (LogServer server = LogServer.start(keys, 0);
                SyslogExport export = open(server.port())) {
            export.offer(AccessRecords.numbered(1));
            export.offer(AccessRecords.numbered(2));
            await().until(() -> server.messages().size() == 2);
            String message = server.messages().get(0);
            assertThat(message)
                    .matches("<134>1 2026-11-24T09:30:01\\.125Z [!-~]{1,255} schoolgate - access - \\{\"v\":1,.*\\}");
            byte[] json = message.substring(message.indexOf('{')).getBytes(US_ASCII);
            assertThat(AccessRecordReader.read(json, 0, json.length)).isEqualTo(AccessRecords.numbered(1));
            await().until(() -> count("schoolgate.syslog.records") == 2);
        }
    }

    @Test
    void serverThatComesLateGetsWhatWaited() throws Exception {
        int port = freePort();
        try (SyslogExport export = open(port)) {
            IntStream.range(0, 5_000).mapToObj(AccessRecords::numbered).forEach(export::offer);
            await().until(() -> levelOf("syslog") == Level.WARN);
            assertThat(health.checks())
                    .extracting(Health.Check::text)
                    .singleElement(STRING)
                    .startsWith("no connection to 127.0.0.1:" + port + ": Connection refused");
            try (LogServer server = LogServer.start(keys, port)) {
                await().until(() -> server.messages().size() == 5_000);
                assertThat(levelOf("syslog")).isEqualTo(Level.OK);
                assertThat(count("schoolgate.syslog.records.lost")).isZero();
            }
        }
    }

    @Test
    void brokenConnectionIsMadeAgain() throws Exception {
        try (LogServer server = LogServer.start(keys, 0);
                SyslogExport export = open(server.port())) {
            export.offer(AccessRecords.numbered(1));
            await().until(() -> server.messages().size() == 1);
            server.breakConnection();
            await().until(() -> levelOf("syslog") == Level.WARN);
            await().until(() -> levelOf("syslog") == Level.OK);
            export.offer(AccessRecords.numbered(2));
            await().until(() -> server.messages().size() == 2);
        }
    }

    @Test
    void whileTheServerTakesNothingProducersGoOnAndLossesAreCounted() throws Exception {
        int records = 60_000;
        try (LogServer server = LogServer.paused(keys, 0);
                SyslogExport export = open(server.port())) {
            await().until(() -> levelOf("syslog") == Level.OK);
            IntStream.range(0, records).mapToObj(AccessRecords::numbered).forEach(export::offer);
            await().until(() -> levelOf("syslog losses") == Level.WARN);
            server.read();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            count("schoolgate.syslog.records") + count("schoolgate.syslog.records.lost") == records);
            double sent = count("schoolgate.syslog.records");
            await().until(() -> server.messages().size() == sent);
            assertThat(sent).isLessThan(records);
            assertThat(server.failure()).isNull();
        }
    }

    @Test
    void closingSendsWhatWaits() throws Exception {
        try (LogServer server = LogServer.start(keys, 0)) {
            SyslogExport export = open(server.port());
            await().until(() -> levelOf("syslog") == Level.OK);
            IntStream.range(0, 3_000).mapToObj(AccessRecords::numbered).forEach(export::offer);
            export.close();
            await().until(() -> server.messages().size() == 3_000);
        }
    }

    @Test
    void closingWithoutAServerCountsWhatIsNotSent() throws Exception {
        SyslogExport export = open(freePort());
        export.offer(AccessRecords.numbered(1));
        export.close();
        assertThat(count("schoolgate.syslog.records.lost")).isEqualTo(1);
    }

    @Test
    void serverOfAnotherAuthorityGetsNothing() throws Exception {
        Path others = new TestAuthority().keyStore(folder.resolve("other.p12"), "127.0.0.1");
        assertGetsNothing(others);
    }

    @Test
    void serverWithACertificateForAnotherHostGetsNothing() throws Exception {
        assertGetsNothing(authority.keyStore(folder.resolve("elsewhere.p12"), "192.0.2.1"));
    }

    private void assertGetsNothing(Path keyStore) throws IOException, GeneralSecurityException {
        try (LogServer server = LogServer.start(keyStore, 0);
                SyslogExport export = open(server.port())) {
            export.offer(AccessRecords.numbered(1));
            await().until(() -> levelOf("syslog") == Level.WARN);
            assertThat(server.messages()).isEmpty();
            assertThat(count("schoolgate.syslog.records")).isZero();
        }
    }

    @Test
    void authorityThatIsNoCertificateIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "not a certificate");
        SyslogServer server = new SyslogServer("127.0.0.1", 6514, file);
        assertThatThrownBy(() -> SyslogExport.to(server, health, meters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ca.pem");
    }

    private SyslogExport open(int port) throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.pem"), authority.pem());
        SyslogExport export = SyslogExport.to(new SyslogServer("127.0.0.1", port, ca), health, meters);
        export.start();
        return export;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private double count(String meter) {
        return meters.counter(meter).count();
    }

    private @Nullable Level levelOf(String check) {
        List<Health.Check> found = health.checks().stream()
                .filter(reported -> reported.name().equals(check))
                .toList();
        return found.isEmpty() ? null : found.get(0).level();
    }
}
