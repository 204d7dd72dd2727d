package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.cli.selftest.Finding.Level;
import org.schoolgate.proxy.GatewayConfig;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.policy.LiveFacts;

/** Checks of an installation's own files, limits and servers. */
final class InstallationChecksTest {
    private static final long GIB = 1 << 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"40, OK", "20, WARNING", "16, OK", "0, FAILED"})
    void diskHasToHaveRoomForTheAccessLog(long freeGib, Level level) {
        long growth = freeGib == 16 ? 16 * GIB : 30 * GIB;
        assertThat(DiskCheck.room(folder, freeGib * GIB, growth).level()).isEqualTo(level);
    }

    @Test
    void folderThatIsNotThereYetIsLookedForFurtherUp() throws IOException {
        Path access = Files.createDirectories(folder.resolve("gateway/access"));
        Files.write(access.resolve("segment"), new byte[1_000]);
        Finding found = new DiskCheck(folder.resolve("a/b"), access, 1).look().get(0);
        assertThat(found.found()).startsWith(folder + " has ");
        assertThat(found.level()).isNotEqualTo(Level.FAILED);
    }

    @Test
    void folderThatIsAFileCannotBeWrittenTo() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));
        assertThat(Findings.of(new DiskCheck(file, folder, 1), Level.FAILED)).contains("cannot be written to");
    }

    private GatewayConfig.Port tls() {
        return new GatewayConfig.Port(
                "tls",
                new InetSocketAddress("127.0.0.1", 3129),
                Set.of(),
                List.of(),
                folder.resolve("proxy.crt"),
                folder.resolve("proxy.key"),
                null);
    }

    private void writeCertificate(int days) {
        new TestAuthority()
                .writePem(folder.resolve("proxy.crt"), folder.resolve("proxy.key"), "127.0.0.1", Duration.ofDays(days));
    }

    @ParameterizedTest
    @CsvSource({"60, OK", "20, WARNING", "-1, FAILED"})
    void certificateIsLookedAtThirtyDaysAhead(int days, Level level) {
        writeCertificate(days);
        assertThat(Findings.of(new CertificatesCheck(List.of(tls()), Instant::now), level))
                .startsWith(folder.resolve("proxy.crt") + (days < 0 ? " ended at " : " ends at "));
    }

    @Test
    void certificateThatIsMissingOrNoneOrHasAnotherKeyIsAFailure() throws IOException {
        Path file = folder.resolve("proxy.crt");
        Check check = new CertificatesCheck(List.of(tls()), Instant::now);
        assertThat(Findings.of(check, Level.FAILED)).isEqualTo(file + " is not there");
        Files.writeString(file, "no certificate");
        assertThat(Findings.of(check, Level.FAILED)).startsWith(file + ": ");
        Files.writeString(file, "");
        assertThat(Findings.of(check, Level.FAILED)).startsWith(file + ": empty");
        writeCertificate(60);
        String before = Files.readString(file);
        writeCertificate(60);
        Files.writeString(file, before);
        assertThat(Findings.of(check, Level.FAILED)).contains("not the key of the certificate in " + file);
    }

    @Test
    void fewerDescriptorsThanConnectionsNeedAreAWarning() {
        Findings.of(new DescriptorsCheck(65_536, 45_971), Level.OK);
        assertThat(Findings.of(new DescriptorsCheck(1_024, 45_971), Level.WARNING))
                .startsWith("1024 files");
    }

    @Test
    void runningProcessTellsOfItsHealth() throws IOException {
        String fine = """
                {"status":"ok","checks":[{"check":"bundle","level":"ok","text":"generation 7"}]}""";
        try (WebServer server = new WebServer(200, fine)) {
            assertThat(Findings.of(new HealthCheck("gateway", server.address()), Level.OK))
                    .isEqualTo("runs, and all 1 checks of its health are in order");
        }
        String ill = """
                {"status":"error","checks":[{"name":"store","level":"error","text":"cannot be written"},
                {"name":"lists","level":"warn","text":"none"},{"name":"publish","level":"ok","text":"fine"}]}""";
        try (WebServer server = new WebServer(503, ill)) {
            assertThat(new HealthCheck("admin process", server.address()).look())
                    .extracting(Finding::level, Finding::found)
                    .containsExactly(
                            tuple(Level.FAILED, "store: cannot be written"), tuple(Level.WARNING, "lists: none"));
        }
    }

    @Test
    void processThatDoesNotRunIsAWarningAndAnotherProgramAFailure() throws IOException {
        Findings.of(new HealthCheck("gateway", Findings.nobody()), Level.WARNING);
        try (WebServer other = new WebServer(200, "<html>")) {
            Findings.of(new HealthCheck("gateway", other.address()), Level.FAILED);
        }
    }

    @Test
    void scriptForBrowsersIsFetched() throws IOException {
        try (WebServer server = new WebServer(200, "function FindProxyForURL(url, host) {}")) {
            Findings.of(new PacCheck(List.of(server.address())), Level.OK);
        }
        try (WebServer without = new WebServer(404, "try /proxy.pac")) {
            Findings.of(new PacCheck(List.of(without.address())), Level.FAILED);
        }
        Findings.of(new PacCheck(List.of(Findings.nobody())), Level.WARNING);
    }

    private Check bundle(Instant now) {
        return new BundleCheck(folder.resolve("gateway"), () -> now);
    }

    private void publish(long generation) throws IOException {
        Path gateway = folder.resolve("gateway");
        Path bundle = gateway.resolve("bundles").resolve("1." + generation);
        Files.createDirectories(bundle.getParent());
        TestBundles.write(folder.resolve("work"), bundle, generation, TestBundles.POLICY, LiveFacts.NONE);
        String signer = Files.readString(bundle.resolve("signer.pub"));
        Files.writeString(
                gateway.resolve("enrolment.json"),
                JsonMapper.builder().build().writeValueAsString(Map.of("signer", signer)));
    }

    @Test
    void ageOfListsComesFromTheNewestBundle() throws IOException {
        publish(9);
        publish(10);
        Instant now = Instant.now();
        assertThat(bundle(now).look())
                .extracting(Finding::line)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("ok       bundle: generation 1.10 is whole"),
                        line -> assertThat(line).startsWith("ok       lists: ").endsWith(" 0 days old"),
                        line -> assertThat(line).startsWith("ok       time zone: "));
        assertThat(bundle(now.plus(Duration.ofDays(15))).look().get(1).line())
                .startsWith("warning  lists: ")
                .contains(" 15 days old (expected: 14 days at most). ");
    }

    @Test
    void timeIsThatOfThePolicysZone() throws IOException {
        publish(1);
        assertThat(bundle(Instant.parse("2026-07-01T09:00:00Z")).look().get(2).found())
                .isEqualTo("the policy says Europe/London, where it is Wed 10:00");
    }

    @Test
    void damagedBundleIsAFailureAndNoneAWarning() throws IOException {
        assertThat(Findings.of(bundle(Instant.EPOCH), Level.WARNING)).contains("everything is closed");
        publish(1);
        Files.writeString(folder.resolve("gateway/bundles/1.1/manifest.json"), "{}");
        assertThat(Findings.of(bundle(Instant.EPOCH), Level.FAILED)).startsWith("the newest is refused");
    }

    @Test
    void programThatBeginsAnAnswerAndNeverEndsItDoesNotHoldTheCheckUp() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread program = new Thread(() -> beginAnAnswer(port));
            program.start();
            assertThat(Findings.of(
                            new PacCheck(List.of((InetSocketAddress) port.getLocalSocketAddress())), Level.FAILED))
                    .endsWith("is not served: no whole answer within 5 s");
        }
    }

    private static void beginAnAnswer(ServerSocket port) {
        try (Socket client = port.accept()) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nand".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Given up by the check.
        }
    }

    @Test
    void answerThatIsTooLargeIsNotKept() throws IOException {
        try (WebServer other = new WebServer(200, "x".repeat(2 << 20))) {
            assertThat(Findings.of(new HealthCheck("gateway", other.address()), Level.FAILED))
                    .contains("a body of more than 1048576 bytes");
        }
    }
}
