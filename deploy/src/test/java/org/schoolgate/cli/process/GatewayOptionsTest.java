package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GatewayOptionsTest {
    private static final ReadyLine SAID =
            new ReadyLine("gateway", Map.of("proxy", "127.0.0.1:40001", "ops", "127.0.0.1:40002"));

    private static GatewayOptions options(List<String> given) {
        return CommandLine.populateCommand(new GatewayOptions(), given.toArray(String[]::new));
    }

    private static List<String> passedOn(List<String> given, boolean isAgain) {
        GatewayOptions options = options(given);
        GatewaySettings settings = options.over(Settings.defaults(false).gateway());
        return options.arguments(settings, isAgain ? SAID : null);
    }

    @Test
    void processOfItsOwnGetsWhatWasGivenAndReadsTheRestItself() {
        List<String> given = List.of(
                "--proxy-host=127.0.0.1",
                "--proxy-port=3129",
                "--listen=pac 127.0.0.1:8088",
                "--listen=proxy 127.0.0.1:3130",
                "--gateway-ops-port=9103",
                "--allow-origin=10.0.0.0/8",
                "--hosts-file=hosts",
                "--dns-server=192.0.2.53",
                "--parent-proxy=192.0.2.80:8080",
                "--parent-credentials=parent",
                "--origin-connect-timeout=1",
                "--origin-answer-timeout=2",
                "--origin-body-timeout=3",
                "--origin-idle-timeout=4",
                "--max-connections=5",
                "--max-connections-per-client=6",
                "--max-memory-percent=7",
                "--max-request-rate=8",
                "--min-upload-rate=9",
                "--min-download-rate=10",
                "--access-log-days=11",
                "--access-log-gib=12",
                "--syslog-server=logs.example.org",
                "--syslog-authority=logs.pem");
        assertThat(passedOn(given, false)).isEqualTo(given);
        assertThat(passedOn(given, true)).isEqualTo(given);
        assertThat(passedOn(List.of(), true)).isEmpty();
    }

    @Test
    void portsThatWereFoundFreeAreKeptWhenItIsStartedAgain() {
        List<String> given = List.of("--proxy-port=0", "--gateway-ops-port=0");
        assertThat(passedOn(given, false)).isEqualTo(given);
        assertThat(passedOn(given, true)).containsExactly("--proxy-port=40001", "--gateway-ops-port=40002");
    }
}
