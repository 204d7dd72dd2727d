package org.schoolgate.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;
import org.schoolgate.proxy.testing.FakeNameServer;

final class SelftestCommandTest {
    @TempDir
    Path folder;

    private CommandLineRun run(FakeNameServer names, int proxyPort, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "selftest",
                "--local",
                "--data=" + folder,
                "--proxy-host=127.0.0.1",
                "--admin-host=127.0.0.1",
                "--proxy-port=" + proxyPort,
                "--admin-port=0",
                "--gateway-ops-port=" + Findings.nobody().getPort(),
                "--admin-ops-port=" + Findings.nobody().getPort(),
                "--access-log-gib=1",
                "--dns-server=127.0.0.1:" + names.address().getPort()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void machineBeforeTheFirstStartHasWarningsAndNoFailure() throws IOException {
        try (FakeNameServer names = new FakeNameServer()) {
            CommandLineRun run = run(names, 0);
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines())
                    .allSatisfy(line -> assertThat(line).matches("(ok      |warning ) [a-z ]+: .+"))
                    .anySatisfy(line -> assertThat(line).startsWith("warning  gateway: does not run"))
                    .anySatisfy(line -> assertThat(line).startsWith("ok       resolver: "));
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void failureIsToldOfToMachinesAndByTheExitCode() throws IOException {
        try (FakeNameServer names = new FakeNameServer();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandLineRun run = run(names, taken.getLocalPort(), "--json");
            assertThat(run.code()).isEqualTo(1);
            List<JsonNode> findings = new ArrayList<>();
            for (String line : run.out().lines().toList()) {
                findings.add(JsonMapper.builder().build().readTree(line));
            }
            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.path("check").asText()).isEqualTo("ports");
                assertThat(finding.path("level").asText()).isEqualTo("failed");
                assertThat(finding.path("found").asText())
                        .contains(":" + taken.getLocalPort() + " (proxy) is taken by");
                assertThat(finding.path("expected").asText()).isNotEmpty();
                assertThat(finding.path("do").asText()).contains("proxy_port");
            });
        }
    }

    @Test
    void settingThatIsNotInOrderIsRefusedAsAtAStart() throws IOException {
        try (FakeNameServer names = new FakeNameServer()) {
            CommandLineRun run = run(names, 0, "--listen=socks 127.0.0.1:1080");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("listen: \"socks 127.0.0.1:1080\" (expected: ");
        }
    }
}
