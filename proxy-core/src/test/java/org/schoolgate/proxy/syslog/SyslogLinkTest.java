package org.schoolgate.proxy.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.access.AccessRecords;

final class SyslogLinkTest {
    private final TestAuthority authority = new TestAuthority();
    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SyslogLink link = new SyslogLink(health, meters);

    @TempDir
    private Path folder;

    private Path keys;
    private Path ca;

    @BeforeEach
    void makeKeys() throws IOException {
        keys = authority.keyStore(folder.resolve("server.p12"), "127.0.0.1");
        ca = Files.writeString(folder.resolve("ca.pem"), authority.pem());
    }

    private SyslogServer at(LogServer server) {
        return new SyslogServer("127.0.0.1", server.port(), ca);
    }

    @Test
    void recordsGoToTheServerThatIsInUse() throws Exception {
        try (LogServer first = LogServer.start(keys, 0);
                LogServer second = LogServer.start(keys, 0);
                link) {
            link.offer(AccessRecords.numbered(1));
            link.prepare(at(first)).use();
            await().until(() -> health.checks().stream().anyMatch(check -> check.level() == Level.OK));
            link.offer(AccessRecords.numbered(2));
            link.prepare(at(second)).use();
            await().until(() -> first.messages().size() == 1);
            link.offer(AccessRecords.numbered(3));
            await().until(() -> second.messages().size() == 1);
            assertThat(first.messages())
                    .as("and what waited when it was replaced")
                    .hasSize(1);
            assertThat(health.checks()).hasSize(1);
            link.prepare(null).use();
            link.offer(AccessRecords.numbered(4));
            assertThat(health.checks()).isEmpty();
            assertThat(meters.counter("schoolgate.syslog.records").count()).isEqualTo(2);
        }
    }

    @Test
    void serverThatIsNotUsedGetsNothing() throws Exception {
        try (LogServer first = LogServer.start(keys, 0);
                LogServer second = LogServer.start(keys, 0);
                link) {
            link.prepare(at(first)).use();
            link.prepare(at(second)).discard();
            link.offer(AccessRecords.numbered(1));
            await().until(() -> first.messages().size() == 1);
            assertThat(second.connections()).isZero();
        }
    }

    @Test
    void sameServerKeepsItsConnection() throws Exception {
        try (LogServer server = LogServer.start(keys, 0);
                link) {
            link.prepare(at(server)).use();
            link.offer(AccessRecords.numbered(1));
            await().until(() -> server.messages().size() == 1);
            link.prepare(at(server)).use();
            link.offer(AccessRecords.numbered(2));
            await().until(() -> server.messages().size() == 2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
