package org.schoolgate.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.listen.ListenerConfig.Kind;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;

final class ListenersTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void bothTransportsServe(Transport transport) throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).transport(transport).start();
                FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.pupil();
                Wire tunnel = proxy.pupil()) {
            client.send(Requests.get("site.example", origin.port(), "/"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            tunnel.send(Requests.connect("site.example", origin.port()));
            assertThat(tunnel.readHead()).startsWith("HTTP/1.1 200");
            tunnel.send(Hellos.of("site.example"));
            tunnel.endOutput();
            tunnel.readToEnd();
        }
    }

    @Test
    void connectionsOfOneClientBeyondItsLimitAreTurnedAway() throws IOException {
        try (TestProxy proxy = TestProxy.in(folder)
                        .connectionLimits(new ConnectionLimits(2, 100, 100))
                        .start();
                Wire first = proxy.pupil();
                Wire second = proxy.pupil();
                Wire third = proxy.pupil();
                Wire other = proxy.client("127.0.3.2")) {
            Answer answer = third.readAnswer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=connection_limit_reached");
            assertThat(third.isEnded()).isTrue();
            first.socket().close();
            third.socket().close();
            await().until(() -> proxy.connections() == 2);
            try (Wire fourth = proxy.pupil()) {
                for (Wire wire : new Wire[] {second, fourth, other}) {
                    wire.send(Requests.get("adult.example", 80, "/"));
                    assertThat(wire.readAnswer().status()).isEqualTo(403);
                }
            }
            await().until(() -> proxy.records().size() == 4);
            AccessRecord turnedAway = proxy.records().get(0);
            assertThat(turnedAway.who().client()).isEqualTo("127.0.3.1");
            assertThat(turnedAway.who().zone()).isEqualTo("room-3");
            assertThat(turnedAway.ruling().decision()).isEqualTo(AccessRecord.Outcome.REFUSE);
            assertThat(turnedAway.sent().status()).isEqualTo(503);
            assertThat(turnedAway.note()).isEqualTo("connection_limit_reached");
        }
    }

    @Test
    void thoseThatStayWhenTurnedAwayDoNotPileUp() throws IOException {
        List<Wire> wires = new ArrayList<>();
        try (TestProxy proxy = TestProxy.in(folder)
                .connectionLimits(new ConnectionLimits(1, 1, 100))
                .start()) {
            wires.add(proxy.pupil());
            wires.get(0).send(Requests.get("adult.example", 80, "/"));
            assertThat(wires.get(0).readAnswer().status()).isEqualTo(403);
            for (int i = 0; i < 299; i++) {
                wires.add(proxy.pupil());
            }
            await().until(() -> proxy.connections() <= 65);
            for (Wire wire : wires.subList(1, wires.size())) {
                wire.socket().close();
            }
            await().until(() -> proxy.connections() == 1);
            assertThat(proxy.records()).as("not one for each").hasSizeLessThan(20);
            wires.get(0).send(Requests.get("adult.example", 80, "/"));
            assertThat(wires.get(0).readAnswer().status()).isEqualTo(403);
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    @Test
    void limitOfOneClientDoesNotHoldWhereManyShareAnAddress() throws IOException {
        String policy = TestBundles.POLICY.replace("roles: [ks3]}", "roles: [ks3], shared_address: true}");
        try (TestProxy proxy = TestProxy.in(folder)
                        .bundle(TestBundles.of(folder, 2, policy, TestBundles.blocking()))
                        .connectionLimits(new ConnectionLimits(1, 2, 100))
                        .start();
                Wire first = proxy.pupil();
                Wire second = proxy.pupil()) {
            for (Wire wire : new Wire[] {first, second}) {
                wire.send(Requests.get("adult.example", 80, "/"));
                assertThat(wire.readAnswer().status()).isEqualTo(403);
            }
            try (Wire third = proxy.pupil()) {
                assertThat(third.readAnswer().status()).as("the limit in all").isEqualTo(503);
            }
        }
    }

    private static ListenerConfig forStaff() {
        return new ListenerConfig(
                Kind.PROXY, new InetSocketAddress("127.0.0.1", 0), Set.of("staff-room"), List.of(), null, null);
    }

    @Test
    void portServesOnlyClientsOfItsZones() throws IOException {
        ListenerConfig everyone = ListenerConfig.open(new InetSocketAddress("127.0.0.1", 0));
        ListenerConfig staff = forStaff();
        try (TestProxy proxy = TestProxy.in(folder).ports(everyone, staff).start();
                FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire teacher = Wire.connect(new InetSocketAddress("127.0.0.1", proxy.port(1)), "127.0.5.1");
                Wire pupil = Wire.connect(new InetSocketAddress("127.0.0.1", proxy.port(1)), "127.0.3.1");
                Wire elsewhere = Wire.connect(new InetSocketAddress("127.0.0.1", proxy.port(1)), "127.0.9.1");
                Wire pupilAtHome = proxy.pupil()) {
            for (Wire wire : new Wire[] {teacher, pupilAtHome}) {
                wire.send(Requests.get("site.example", origin.port(), "/"));
                assertThat(wire.readAnswer().body()).isEqualTo("hello");
            }
            for (Wire wire : new Wire[] {pupil, elsewhere}) {
                wire.send(Requests.get("site.example", origin.port(), "/"));
                Answer answer = wire.readAnswer();
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=http_request_denied");
                wire.send(Requests.connect("site.example", 443));
                assertThat(wire.readAnswer().status()).isEqualTo(403);
            }
            assertThat(origin.heads()).hasSize(2);
            assertThat(proxy.records()).hasSize(6);
        }
    }

    @Test
    void tunnelIsClosedWhenItsClientComesToBeInAnotherZone() throws IOException {
        ListenerConfig staff = forStaff();
        String moved = TestBundles.POLICY.replace("127.0.5.0/24", "127.0.6.0/24");
        try (TestProxy proxy = TestProxy.in(folder).ports(staff).start();
                FakeOrigin origin = FakeOrigin.by(Wire::readToEnd);
                Wire teacher = proxy.client("127.0.5.1")) {
            teacher.send(Requests.connect("site.example", origin.port()));
            teacher.readHead();
            teacher.send(Hellos.of("site.example"));
            await().until(() -> origin.connections() == 1);
            proxy.use(TestBundles.of(folder, 2, moved, TestBundles.blocking()));
            assertThat(teacher.isEnded()).isTrue();
            await().until(() -> proxy.records().size() == 1);
        }
    }

    @Test
    void idleConnectionIsClosed() throws IOException {
        Limits limits = new Limits(
                8192, 32768, 100, LONG, Duration.ofMillis(200), 3, 1024, BodyRates.DEFAULTS, Duration.ofSeconds(5));
        try (TestProxy proxy = TestProxy.in(folder).limits(limits).start();
                Wire fresh = proxy.pupil();
                Wire kept = proxy.pupil()) {
            kept.send(Requests.get("adult.example", 80, "/"));
            kept.readAnswer();
            assertThat(kept.isEnded()).isTrue();
            assertThat(fresh.isEnded()).isTrue();
            await().until(() -> proxy.connections() == 0);
        }
    }

    @Test
    void drainClosesIdleConnectionsAndLetsExchangesEnd() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        try (TestProxy proxy = TestProxy.in(folder).start();
                FakeOrigin origin = FakeOrigin.by(wire -> {
                    wire.readHead();
                    goOn.join();
                    wire.send(HELLO);
                });
                Wire idle = proxy.pupil();
                Wire busy = proxy.pupil()) {
            idle.send(Requests.get("adult.example", 80, "/"));
            idle.readAnswer();
            busy.send(Requests.get("site.example", origin.port(), "/"));
            await().until(() -> origin.connections() == 1);
            CompletableFuture<Integer> broken = CompletableFuture.supplyAsync(() -> proxy.drain(LONG));
            assertThat(idle.isEnded()).isTrue();
            // The busy connection is told at the same time, but on another event loop.
            await().pollDelay(Duration.ofMillis(200)).until(() -> goOn.complete(null));
            Answer answer = busy.readAnswer();
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(busy.isEnded()).isTrue();
            busy.socket().close();
            assertThat(broken.get()).isZero();
        }
    }

    @Test
    void whatDoesNotEndInTimeIsBrokenOffAndRecorded() throws IOException {
        try (TestProxy proxy = TestProxy.in(folder).start();
                FakeOrigin origin = FakeOrigin.by(wire -> wire.readToEnd());
                Wire busy = proxy.pupil()) {
            busy.send(Requests.get("site.example", origin.port(), "/"));
            await().until(() -> origin.connections() == 1);
            assertThat(proxy.drain(Duration.ofMillis(100))).isEqualTo(1);
            assertThat(busy.isEnded()).isTrue();
            await().until(() -> proxy.records().size() == 1);
            assertThat(proxy.records().get(0).note()).isEqualTo("stopped");
        }
    }
}
