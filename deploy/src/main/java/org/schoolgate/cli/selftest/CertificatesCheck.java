package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** How long the certificates of ports in TLS are valid. */
final class CertificatesCheck implements Check {
    private static final String CHECK = "certificates";
    private static final Duration NEAR_ITS_END = Duration.ofDays(30);
    private static final String EXPECTED = "30 days of validity or more";
    private static final String REMEDY = "Put a newer one into the file, which is read within five seconds";

    private final List<Path> files;
    private final InstantSource clock;

    CertificatesCheck(List<Path> files, InstantSource clock) {
        this.files = List.copyOf(files);
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        return files.stream().map(this::look).toList();
    }

    private Finding look(Path file) {
        try {
            Instant end = end(file);
            Instant now = clock.instant();
            if (!now.isBefore(end)) {
                return Finding.failed(CHECK, file + " ended at " + end, EXPECTED, REMEDY);
            }
            String found = file + " ends at " + end;
            return now.plus(NEAR_ITS_END).isAfter(end)
                    ? Finding.warning(CHECK, found, EXPECTED, REMEDY)
                    : Finding.ok(CHECK, found);
        } catch (NoSuchFileException e) {
            return Finding.failed(CHECK, file + " is not there", "certificates in PEM", "Correct \"listen\"");
        } catch (IOException | CertificateException e) {
            return Finding.failed(
                    CHECK, file + " cannot be read: " + e.getMessage(), "certificates in PEM", "Look at the file");
        }
    }

    /** The first end of the chain, which ends all of it. */
    private static Instant end(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .map(certificate -> certificate.getNotAfter().toInstant())
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new CertificateException("it is empty"));
        }
    }
}
