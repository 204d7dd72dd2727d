package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.proxy.GatewayConfig;

/** How long the certificates of ports in TLS are valid, and whether their keys are those of them. */
final class CertificatesCheck implements Check {
    private static final String CHECK = "certificates";
    private static final Duration NEAR_THE_END = GatewayConfig.Port.NEAR_CERTIFICATE_END;
    private static final String EXPECTED = NEAR_THE_END.toDays() + " days of validity or more";
    private static final String REMEDY = "Put a newer one into the file, which is read within five seconds";
    private static final String FILES = "a certificate and its key in PEM";

    private final List<GatewayConfig.Port> ports;
    private final InstantSource clock;

    CertificatesCheck(List<GatewayConfig.Port> ports, InstantSource clock) {
        this.ports = List.copyOf(ports);
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        return ports.stream().flatMap(this::look).toList();
    }

    private Stream<Finding> look(GatewayConfig.Port port) {
        try {
            Optional<Instant> end = port.certificateEnd();
            return end.map(instant -> judged(port.certificate() + " ", instant)).stream();
        } catch (NoSuchFileException e) {
            return Stream.of(Finding.failed(CHECK, e.getFile() + " is not there", FILES, "Correct \"listen\""));
        } catch (IOException e) {
            return Stream.of(Finding.failed(CHECK, String.valueOf(e.getMessage()), FILES, "Look at the file"));
        }
    }

    private Finding judged(String file, Instant end) {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            return Finding.failed(CHECK, file + "ended at " + end, EXPECTED, REMEDY);
        }
        return now.plus(NEAR_THE_END).isAfter(end)
                ? Finding.warning(CHECK, file + "ends at " + end, EXPECTED, REMEDY)
                : Finding.ok(CHECK, file + "ends at " + end);
    }
}
