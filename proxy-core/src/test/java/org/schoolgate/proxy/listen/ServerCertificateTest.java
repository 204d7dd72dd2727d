package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;

final class ServerCertificateTest {
    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority();
    private final Health health = new Health();
    private Instant now = Instant.now();
    private TlsFiles files;

    @BeforeEach
    void write() {
        files = new TlsFiles(folder.resolve("proxy.crt"), folder.resolve("proxy.key"));
        write(Duration.ofDays(40));
    }

    private void write(Duration life) {
        authority.writePem(files.certificate(), files.key(), "127.0.0.1", life);
    }

    private Check check() {
        assertThat(health.checks()).hasSize(1);
        return health.checks().get(0);
    }

    private void pass(ServerCertificate certificate, Duration time) {
        now = now.plus(time);
        certificate.refresh();
    }

    @Test
    void healthWarnsThirtyDaysBeforeTheEndAndIsRedAfterIt() throws IOException {
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        certificate.refresh();
        assertThat(check().name()).isEqualTo("proxy certificate " + files.certificate());
        assertThat(check().level()).isEqualTo(Level.OK);
        pass(certificate, Duration.ofDays(9));
        assertThat(check().level()).isEqualTo(Level.OK);
        pass(certificate, Duration.ofDays(2));
        assertThat(check().level()).isEqualTo(Level.WARN);
        assertThat(check().text()).startsWith("ends at ");
        pass(certificate, Duration.ofDays(30));
        assertThat(check().level()).isEqualTo(Level.ERROR);
    }

    @Test
    void certificateBehindItThatEndsIsAWarningAsBrowsersMayDoWithoutIt() throws IOException {
        write(Duration.ofDays(1000));
        Files.writeString(files.certificate(), authority.pem(), StandardOpenOption.APPEND);
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        pass(certificate, Duration.ofDays(500));
        assertThat(check().level()).isEqualTo(Level.WARN);
        assertThat(check().text()).startsWith("one of those behind it in the file ends at ");
    }

    @Test
    void newerCertificateInTheSameFileEndsTheWarning() throws IOException {
        write(Duration.ofDays(5));
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.WARN);
        write(Duration.ofDays(90));
        later(files.certificate());
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.OK);
    }

    /** The clock of a file may be too coarse to tell two writes apart. */
    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(5)));
    }

    @Test
    void replacementThatDoesNotFitIsSaidAlsoWhenTheOneBeforeHasEnded() throws IOException {
        write(Duration.ofDays(5));
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        Files.writeString(files.key(), "half a key");
        later(files.key());
        pass(certificate, Duration.ofDays(6));
        assertThat(check().level()).isEqualTo(Level.ERROR);
        assertThat(check().text()).startsWith("ended at ").contains("what is in the files now is of no use: ");
    }

    @Test
    void filesThatDoNotFitStayAWarningUntilTheyDo() throws IOException {
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        byte[] key = Files.readAllBytes(files.key());
        Files.writeString(files.key(), "half a key");
        later(files.key());
        certificate.refresh();
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.WARN);
        assertThat(check().text()).startsWith("the one before stays in use: ");
        Files.write(files.key(), key);
        later(files.key());
        later(files.key());
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.OK);
    }

    @Test
    void fileThatComesBackAsItWasIsNoFaultAnyMore() throws IOException {
        ServerCertificate certificate = new ServerCertificate(files, () -> now, health);
        Path aside = Files.move(files.certificate(), folder.resolve("aside"));
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.WARN);
        Files.move(aside, files.certificate());
        certificate.refresh();
        assertThat(check().level()).isEqualTo(Level.OK);
    }
}
