package org.schoolgate.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;

/** With the starter's own policy, sites and demonstration lists, which stand beside this module's sources. */
final class BundleCommandTest {
    @TempDir
    private Path folder;

    private CommandLineRun build(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "bundle",
                "build",
                "--policy",
                folder.resolve("policy.yaml").toString(),
                "--source",
                "ut1:starter/demo/lists",
                "--key",
                folder.resolve("signing.key").toString(),
                "--out",
                folder.resolve("bundle").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private CommandLineRun verify(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("bundle", "verify", folder.resolve("bundle").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @BeforeEach
    void copyStarterPolicy() throws IOException {
        Files.copy(Path.of("starter/policy.yaml"), folder.resolve("policy.yaml"));
    }

    @Test
    void bundleThatWasBuiltIsVerified() {
        CommandLineRun built = build("--generation", "2.7");
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out()).contains("generation 2.7 of Your school", "index", "policy", "sites", "live");
        CommandLineRun verified = verify();
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).isEqualTo(built.out());
        assertThat(verify("--json").out()).contains("\"generation\":\"2.7\"", "\"role\":\"index\"");
    }

    @Test
    void keyIsMadeOnceAndSignsTheNextBundleToo() throws IOException {
        assertThat(build().code()).isZero();
        Path key = folder.resolve("signing.key");
        String made = Files.readString(key);
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        assertThat(build("--out", folder.resolve("next").toString()).code()).isEqualTo(2);

        CommandLineRun next = CommandLineRun.of(
                "bundle",
                "build",
                "--policy",
                folder.resolve("policy.yaml").toString(),
                "--source",
                "ut1:starter/demo/lists",
                "--key",
                key.toString(),
                "--generation",
                "1.2",
                "--out",
                folder.resolve("next").toString());

        assertThat(next.code()).as(next.err()).isZero();
        assertThat(Files.readString(key)).isEqualTo(made);
        assertThat(folder.resolve("next/signer.pub")).hasSameTextualContentAs(folder.resolve("bundle/signer.pub"));
    }

    @Test
    void changedBundleIsRefused() throws IOException {
        build();
        Path manifest = folder.resolve("bundle/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("Your school", "My school"));
        CommandLineRun run = verify();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("signature").doesNotContain("\tat ");
    }

    @Test
    void bundleOfAnotherKeyIsRefused() throws IOException {
        build();
        Files.copy(folder.resolve("bundle/signer.pub"), folder.resolve("mine.pub"));
        Files.delete(folder.resolve("signing.key"));
        try (var files = Files.walk(folder.resolve("bundle"))) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
        build();
        assertThat(verify().code()).isZero();
        assertThat(verify("--key", folder.resolve("mine.pub").toString()).code())
                .isEqualTo(1);
    }

    @Test
    void policyWithMistakesMakesNoBundle() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "format: 1\n");
        CommandLineRun run = build();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("policy.yaml:");
        assertThat(folder.resolve("bundle")).doesNotExist();
    }

    @Test
    void eitherAnIndexOrSourcesAreNeeded() {
        assertThat(build("--index", "index").code()).isEqualTo(2);
        assertThat(CommandLineRun.of("bundle", "build", "--policy", "p", "--key", "k", "--out", "o")
                        .code())
                .isEqualTo(2);
    }
}
