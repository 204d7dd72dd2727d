package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.Wire;

/** An installation whose settings file is edited while browsers are connected. */
@Tag("slow")
final class FollowedSettingsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SITE = "unlisted.test";
    private static final String PUPIL = "127.0.3.1";
    private static final String OTHER_PUPIL = "127.0.4.1";

    @TempDir
    private Path data;

    private int proxyPort;
    private int opsPort;
    private int first;
    private int second;

    @BeforeEach
    void choosePorts() throws IOException {
        proxyPort = freePort();
        opsPort = freePort();
        first = freePort();
        second = freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Path file() {
        return data.resolve("schoolgate.yaml");
    }

    /** All that the gateway needs here, and these lines. */
    private void settings(World world, String... lines) throws IOException {
        Files.writeString(file(), """
                proxy_port: %d
                dns_server: ["%s"]
                allow_origin: [127.0.0.0/8]
                max_request_rate: 0
                """.formatted(proxyPort, world.nameServer()) + String.join("\n", lines));
    }

    private String listen(String... ports) {
        return "listen: [" + String.join(", ", ports) + "]";
    }

    private static String port(int number, String more) {
        return "\"proxy 127.0.0.1:" + number + more + "\"";
    }

    private String opsLine() {
        return "gateway_ops_port: " + opsPort;
    }

    private static Wire connect(int port, String from) throws IOException {
        return Wire.connect(new InetSocketAddress("127.0.0.1", port), from);
    }

    private static int status(Wire wire, World world) throws IOException {
        wire.send(Requests.get(SITE, world.originPort(), "/"));
        return wire.readAnswer().status();
    }

    private static int statusOfNew(int port, String from, World world) throws IOException {
        try (Wire fresh = connect(port, from)) {
            return status(fresh, world);
        }
    }

    private static boolean isRefused(int port) throws IOException {
        try (Wire wire = connect(port, PUPIL)) {
            return !wire.socket().isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private String health() throws IOException, InterruptedException {
        return new Ops("127.0.0.1:" + opsPort).health();
    }

    private double refused() throws IOException, InterruptedException {
        return new Ops("127.0.0.1:" + opsPort)
                .get("/metrics")
                .lines()
                .filter(line -> line.startsWith("schoolgate_settings_read_total{result=\"refused\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(SOON).until(condition);
    }

    @Test
    void editsHoldWithoutARestartAndDropNoConnectionAndMistakesChangeNothing() throws Exception {
        byte[] hello = Hellos.of(SITE);
        FakeOrigin.Script echo = wire -> {
            wire.socket().setSoTimeout(0);
            wire.read(hello.length);
            while (true) {
                wire.send(wire.readText(1));
            }
        };
        try (World world = World.start();
                FakeOrigin secure = FakeOrigin.by(echo)) {
            settings(world, opsLine(), listen(port(first, "")));
            List<String> run =
                    List.of("run", "--demo", "--data=" + data, "--admin-port=" + freePort(), "--admin-ops-port=0");
            try (Installation installation = Installation.start(run);
                    Wire kept = connect(first, PUPIL);
                    Wire tunnel = connect(first, PUPIL);
                    Steady steady = new Steady(connect(proxyPort, PUPIL), world)) {
                assertThat(status(kept, world)).isEqualTo(200);
                tunnel.send(Requests.connect(SITE, secure.port()));
                assertThat(tunnel.readHead()).startsWith("HTTP/1.1 200");
                tunnel.send(hello);

                settings(world, opsLine(), listen(port(first, " zones=demo-staff")));
                awaitThat(() -> statusOfNew(first, PUPIL, world) == 403);
                assertThat(status(kept, world))
                        .as("of a zone no more served there")
                        .isEqualTo(200);

                settings(world, opsLine(), listen(port(first, " zones=demo-staff"), port(second, "")));
                awaitThat(() -> !isRefused(second));
                assertThat(statusOfNew(second, PUPIL, world)).isEqualTo(200);

                settings(world, opsLine(), listen(port(second, "")), "max_connections_per_client: 1");
                awaitThat(() -> isRefused(first));
                try (Wire only = connect(second, OTHER_PUPIL)) {
                    assertThat(status(only, world)).isEqualTo(200);
                    assertThat(statusOfNew(second, OTHER_PUPIL, world)).isEqualTo(503);
                }
                assertThat(status(kept, world)).as("of a port that is gone").isEqualTo(200);
                assertEchoes(tunnel);

                assertMistakesChangeNothing(world);
                assertThat(status(kept, world)).isEqualTo(200);
                assertEchoes(tunnel);
                assertThat(steady.end()).isGreaterThan(10);
                assertServesAsBeforeWhenStartedAgain(world, installation);
                assertAdminHasItsSettingsWhenStartedAgain(world, installation);
            }
        }
    }

    private void assertMistakesChangeNothing(World world) throws Exception {
        Files.writeString(file(), "proxy_prot: 3128\nlisten: [\"prox 127.0.0.1:3\"]\nmax_connections: none\n");
        awaitThat(() -> health().contains("those before stay in use"));
        assertThat(health())
                .contains("schoolgate.yaml:1:1: unknown key", "schoolgate.yaml:2:1: listen", ":3:1: max_connections");
        assertThat(refused()).isEqualTo(1);
        assertThat(statusOfNew(second, OTHER_PUPIL, world)).isEqualTo(200);

        Files.delete(file());
        awaitThat(() -> health().contains("schoolgate.yaml: no such file"));
        assertThat(statusOfNew(second, OTHER_PUPIL, world)).isEqualTo(200);

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings(world, opsLine(), listen(port(taken.getLocalPort(), "")));
            awaitThat(() -> health().contains("proxy port /127.0.0.1:" + taken.getLocalPort()));
            assertThat(statusOfNew(second, OTHER_PUPIL, world)).isEqualTo(200);
        }

        settings(world, listen(port(second, "")));
        awaitThat(() -> health().contains("takes effect at the next start: gateway_ops_port"));

        settings(world, opsLine(), listen(port(second, "")));
        awaitThat(() -> health().contains("\"check\":\"settings\",\"level\":\"ok\""));
        assertThat(refused()).isEqualTo(3);
    }

    private void assertServesAsBeforeWhenStartedAgain(World world, Installation installation) throws Exception {
        Files.writeString(file(), "proxy_prot: 3128\n");
        installation.kill("gateway");
        installation.run().awaitLogged("gateway serves again");
        assertThat(statusOfNew(second, OTHER_PUPIL, world)).isEqualTo(200);
        awaitThat(() -> health().contains("schoolgate.yaml:1:1: unknown key"));
    }

    private void assertAdminHasItsSettingsWhenStartedAgain(World world, Installation installation) throws Exception {
        settings(world, opsLine(), listen(port(second, "")), "suffix_list: other.dat");
        installation.kill("admin");
        installation.run().awaitLogged("admin serves again");
        assertThat(installation.run().child("admin").info().commandLine())
                .hasValueSatisfying(command -> assertThat(command).contains("--suffix-list=other.dat"));
    }

    private static void assertEchoes(Wire tunnel) throws IOException {
        tunnel.send("?");
        assertThat(tunnel.readText(1)).isEqualTo("?");
    }

    /** A pupil who asks again and again on one connection. */
    private static final class Steady implements AutoCloseable {
        private final Wire wire;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final CompletableFuture<Integer> asked;

        Steady(Wire wire, World world) {
            this.wire = wire;
            this.asked = CompletableFuture.supplyAsync(() -> ask(world));
        }

        private int ask(World world) {
            int count = 0;
            while (!isOver.get()) {
                try {
                    assertThat(status(wire, world)).isEqualTo(200);
                    count++;
                    Thread.sleep(20);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException("after " + count + " requests", e);
                }
            }
            return count;
        }

        /** Returns how often it was answered; fails if it was not once. */
        int end() {
            isOver.set(true);
            return asked.join();
        }

        @Override
        public void close() throws IOException {
            isOver.set(true);
            wire.close();
        }
    }
}
