package org.schoolgate.proxy.listen;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.proxy.metrics.Health;

/** Those of the ports in TLS. Thread-safe, and blocking. */
final class Certificates {
    private final InstantSource clock;
    private final Health health;
    private Map<TlsFiles, ServerCertificate> shown = Map.of();

    Certificates(InstantSource clock, Health health) {
        this.clock = clock;
        this.health = health;
    }

    /**
     * Those of these ports. One that is shown already is not read again: it may be better than what is in its files now.
     *
     * @throws IOException when the files of one are not what they should be; the message names it
     */
    synchronized Map<TlsFiles, ServerCertificate> of(List<ListenerConfig> ports) throws IOException {
        Map<TlsFiles, ServerCertificate> all = new HashMap<>();
        for (ListenerConfig port : ports) {
            TlsFiles files = port.tls();
            if (files != null && !all.containsKey(files)) {
                ServerCertificate known = shown.get(files);
                all.put(files, known == null ? new ServerCertificate(files, clock, health) : known);
            }
        }
        return Map.copyOf(all);
    }

    /** Keeps these up to date, and no others. */
    synchronized void show(Map<TlsFiles, ServerCertificate> next) {
        shown.values().stream()
                .filter(certificate -> !next.containsValue(certificate))
                .forEach(ServerCertificate::forget);
        shown = next;
        refresh();
    }

    synchronized void refresh() {
        shown.values().forEach(ServerCertificate::refresh);
    }
}
