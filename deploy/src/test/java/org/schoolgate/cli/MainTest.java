package org.schoolgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void versionIsPrinted() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("schoolgate ").contains("Java");
    }

    @Test
    void versionForMachinesIsOneObject() {
        assertThat(run("version", "--json")).isZero();
        assertThat(out.toString()).startsWith("{\"version\":\"").contains("\"java\":\"");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("verson")).isEqualTo(2);
        assertThat(err.toString()).contains("version");
        assertThat(run("run", "--proxy-port", "many")).isEqualTo(2);
    }

    @Test
    void refusalIsOneWithAMessageAndNoTrace(@TempDir Path folder) {
        assertThat(run(
                        "run",
                        "--data",
                        folder.toString(),
                        "--config",
                        folder.resolve("absent.yaml").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("absent.yaml").doesNotContain("\tat ");
    }

    @Test
    void helpIsNoMistake() {
        assertThat(run("run", "--help")).isZero();
        assertThat(out.toString()).contains("--proxy-port", "--demo").doesNotContain("--supervised");
    }
}
