package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;

/** For tests of tunnels: a proxy that waits half a second for what a client says in one. */
abstract class ImpatientTunnels {
    static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

    @TempDir
    Path folder;

    TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder)
                .tunnelLimits(new TunnelLimits(Duration.ofMillis(500), 15))
                .start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    static void open(Wire client, String host, int port) throws IOException {
        client.send(Requests.connect(host, port));
        assertThat(client.readHead()).isEqualTo(ESTABLISHED);
    }

    /** The only one that there is, as soon as it is there. */
    final AccessRecord record() {
        await().until(() -> proxy.records().size() == 1);
        return proxy.records().get(0);
    }
}
