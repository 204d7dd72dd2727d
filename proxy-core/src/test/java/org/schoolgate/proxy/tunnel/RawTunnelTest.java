package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.policy.LiveFacts;

final class RawTunnelTest {
    private static final String BANNER = "220 ready\r\n";

    @TempDir
    Path folder;

    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        origin = FakeOrigin.by(wire -> {
            wire.send(BANNER);
            wire.send(wire.readToEnd());
        });
        String raw = "{port: " + origin.port()
                + ", protocol: raw, hosts: [site.example, adult.example, 127.0.0.1], yes_i_mean: true}";
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(
                        folder, 7, TestBundles.POLICY.replace("[443]", "[443, " + raw + "]"), LiveFacts.NONE))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private Wire connected(String from, String host) throws IOException {
        Wire client = proxy.client(from);
        client.send(Requests.connect(host, origin.port()));
        assertThat(client.readHead()).contains("200 Connection established");
        return client;
    }

    @Test
    void originMaySpeakFirstAndAnythingPasses() throws IOException {
        try (Wire client = connected("127.0.3.1", "site.example")) {
            assertThat(client.readText(BANNER.length())).isEqualTo(BANNER);
            client.send("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");
            client.endOutput();
            assertThat(client.readToEnd()).isEqualTo("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).tunnel()).isEqualTo(new Tunnel(null, false, "client"));
        }
    }

    @Test
    void bytesRightBehindTheConnectPassToo() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("site.example", origin.port()) + "early");
            client.readHead();
            client.endOutput();
            assertThat(client.readToEnd()).isEqualTo(BANNER + "early");
        }
    }

    @Test
    void hostIsJudgedAllTheSame() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("adult.example", origin.port()));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(origin.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.5.1", "127.0.1.1"})
    void addressIsJudgedAsAnAddressBeforeTheAnswer(String from) throws IOException {
        if (from.startsWith("127.0.5")) {
            try (Wire teacher = connected(from, "127.0.0.1")) {
                assertThat(teacher.readText(BANNER.length())).isEqualTo(BANNER);
            }
            return;
        }
        try (Wire client = proxy.client(from)) {
            client.send(Requests.connect("127.0.0.1", origin.port()));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(origin.connections()).isZero();
        }
    }

    @Test
    void portIsNotRawForAnotherHost() throws IOException {
        try (Wire client = connected("127.0.3.1", "other.example")) {
            client.send(Hellos.of("site.example"));
            assertThat(client.read(7)).startsWith(21, 3, 1);
            assertThat(client.isEnded()).isTrue();
        }
    }
}
