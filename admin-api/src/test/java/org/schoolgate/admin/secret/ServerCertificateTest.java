package org.schoolgate.admin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "admin.example");

    @TempDir
    private Path folder;

    @Test
    void certificateIsForTheNamesAndIssuedByTheAuthority() throws Exception {
        ServerCertificate certificate = ServerCertificate.open(folder, NAMES, NOW);
        X509Certificate leaf = certificate.leaf();
        leaf.verify(certificate.authority().getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(leaf.getBasicConstraints()).as("is no authority").isEqualTo(-1);
        assertThat(certificate.authority().getBasicConstraints())
                .as("issues leaves, no authorities")
                .isZero();
        assertThat(Files.readString(certificate.authorityFile())).isEqualTo(certificate.authorityPem());
    }

    @Test
    void certificateStaysWhileItIsGood() throws Exception {
        X509Certificate first = ServerCertificate.open(folder, NAMES, NOW).leaf();
        Instant later = NOW.plus(Duration.ofDays(500));
        assertThat(ServerCertificate.open(folder, NAMES, later).leaf()).isEqualTo(first);
    }

    @Test
    void certificateIsRenewedNearItsEndAndForOtherNamesByTheSameAuthority() throws Exception {
        ServerCertificate first = ServerCertificate.open(folder, NAMES, NOW);
        Instant nearEnd = first.end().minus(Duration.ofDays(100));
        ServerCertificate renewed = ServerCertificate.open(folder, NAMES, nearEnd);
        assertThat(renewed.end()).isAfter(first.end());
        ServerCertificate renamed = ServerCertificate.open(folder, Set.of("other.example"), nearEnd);
        assertThat(renamed.leaf()).isNotEqualTo(renewed.leaf());
        assertThat(renamed.authority()).isEqualTo(first.authority());
    }

    @Test
    void certificateWhoseKeyIsLostIsIssuedAnew() throws Exception {
        ServerCertificate first = ServerCertificate.open(folder, NAMES, NOW);
        Files.delete(folder.resolve("server.key"));
        assertThat(ServerCertificate.open(folder, NAMES, NOW).leaf()).isNotEqualTo(first.leaf());
    }
}
