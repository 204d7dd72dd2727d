package org.schoolgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    @Test
    void versionIsPrinted() {
        CommandLineRun run = CommandLineRun.of("version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("schoolgate ").contains("Java");
    }

    @Test
    void versionForMachinesIsOneObject() {
        assertThat(CommandLineRun.of("version", "--json").out())
                .startsWith("{\"version\":\"")
                .contains("\"java\":\"");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(CommandLineRun.of().code()).isEqualTo(2);
        assertThat(CommandLineRun.of("lists").code()).isEqualTo(2);
        assertThat(CommandLineRun.of("run", "--proxy-port", "many").code()).isEqualTo(2);
        CommandLineRun misspelt = CommandLineRun.of("verson");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).contains("version");
    }

    @Test
    void portThatIsNoneIsRefusedBeforeAnythingStarts() {
        for (String port : List.of("--proxy-port", "--gateway-ops-port", "--admin-port", "--admin-ops-port")) {
            assertThat(CommandLineRun.of("run", port, "70000").err())
                    .startsWith("Invalid value for option '" + port + "': \"70000\" (expected: 0 to 65535)");
        }
    }

    @Test
    void refusalIsOneWithAMessageAndNoTrace(@TempDir Path folder) {
        String absent = folder.resolve("absent.yaml").toString();
        CommandLineRun run = CommandLineRun.of("run", "--data", folder.toString(), "--config", absent);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("absent.yaml").doesNotContain("\tat ");
    }

    @Test
    void resultsThatCannotBeWrittenAreAFailure() {
        CommandLineRun run = CommandLineRun.withoutOutput("version");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("standard output cannot be written");
    }

    @Test
    void fileThatMayNotBeReadIsNamedWithTheReason() {
        assertThat(Main.reason(new AccessDeniedException("policy.yaml"))).isEqualTo("no permission: policy.yaml");
    }

    @Test
    void helpIsNoMistake() {
        CommandLineRun run = CommandLineRun.of("run", "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("--proxy-port", "--demo").doesNotContain("--supervised");
    }
}
