package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

final class OriginMetersTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private double connections(String state) {
        return meters.get("schoolgate.origin.connections")
                .tag("state", state)
                .gauge()
                .value();
    }

    private double count(String name) {
        return meters.get("schoolgate.origin.connections." + name)
                .functionCounter()
                .count();
    }

    @Test
    void connectionIsBusyThenIdleThenReusedThenGone() throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).start();
                FakeOrigin origin = FakeOrigin.answering(ANSWER);
                Wire client = proxy.pupil()) {
            proxy.register(meters);
            get(client, origin);
            await().until(() -> connections("idle") == 1);
            assertThat(connections("busy")).isZero();
            get(client, origin);
            await().until(() -> connections("idle") == 1);
            assertThat(count("opened")).isEqualTo(1);
            assertThat(count("reused")).isEqualTo(1);
            origin.resetAll();
            await().until(() -> connections("idle") == 0);
            assertThat(connections("busy")).isZero();
        }
    }

    private static void get(Wire client, FakeOrigin origin) throws IOException {
        client.send(Requests.get("site.example", origin.port(), "/"));
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    @Test
    void connectionOfAnExchangeThatLastsIsBusy() throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).start();
                FakeOrigin origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
                Wire client = proxy.pupil()) {
            proxy.register(meters);
            client.send(Requests.get("site.example", origin.port(), "/"));
            client.readHead();
            assertThat(connections("busy")).isEqualTo(1);
            assertThat(connections("idle")).isZero();
        }
        await().until(() -> connections("busy") == 0);
    }

    @Test
    void dialIsCountedUntilItsClientLeaves() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                TestProxy proxy = TestProxy.in(folder)
                        .nameServer((InetSocketAddress) silent.getLocalSocketAddress())
                        .start()) {
            proxy.register(meters);
            try (Wire client = proxy.pupil()) {
                client.send(Requests.get("nowhere.example", 80, "/"));
                await().until(() -> connections("dialling") == 1);
            }
            await().until(() -> connections("dialling") == 0);
            assertThat(count("opened")).isZero();
        }
    }
}
