package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class SelftestIT {
    @TempDir
    private Path data;

    @Test
    void runningInstallationIsKnownForOursAndItsHealthAndListsAreTold() throws Exception {
        List<String> settings = List.of(
                "--data=" + data,
                "--proxy-port=" + freePort(),
                "--gateway-ops-port=" + freePort(),
                "--admin-port=" + freePort(),
                "--admin-ops-port=" + freePort(),
                "--listen=pac 127.0.0.1:" + freePort());
        try (Installation installation = Installation.start(with(List.of("run", "--demo"), settings))) {
            assertThat(installation.run().said()).isNotEmpty();
            RunningCommand selftest = RunningCommand.start(with(List.of("selftest", "--local"), settings));
            selftest.awaitExit(Duration.ofSeconds(60));
            await().untilAsserted(() -> assertThat(selftest.said())
                    .anySatisfy(line -> assertThat(line).contains(" descriptors: ")));
            assertThat(selftest.said())
                    .filteredOn(line -> line.contains(" ports: "))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line).startsWith("ok ").contains(" is ours: java, process "));
            assertThat(selftest.said())
                    .anySatisfy(line -> assertThat(line).startsWith("ok       bundle: generation "))
                    .anySatisfy(line -> assertThat(line).startsWith("ok       lists: "))
                    .anySatisfy(line -> assertThat(line).startsWith("ok       pac: http://127.0.0.1:"))
                    .noneSatisfy(line -> assertThat(line).contains("does not run"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static List<String> with(List<String> command, List<String> settings) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(settings);
        return arguments;
    }
}
