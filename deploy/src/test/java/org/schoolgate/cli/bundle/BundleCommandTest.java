package org.schoolgate.cli.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
    void peopleComeInTheBundleAndOnesThatContradictThemselvesAreRefused() throws IOException {
        Path people = Files.writeString(folder.resolve("people.json"), """
                {"format":1,"persons":[{"id":"p1","role":"ks3","classes":[],"username":"p.one"}],"classes":[],
                 "devices":[{"id":"d1","kind":"tablet","macs":[],"addresses":["10.1.0.7"],"owner":"p1","groups":[],
                   "trustsCa":false}]}
                """);
        CommandLineRun built = build("--people", people.toString());
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out()).contains("people");
        assertThat(verify().out()).isEqualTo(built.out());

        Files.writeString(people, Files.readString(people).replace("\"owner\":\"p1\"", "\"owner\":\"p2\""));
        CommandLineRun refused = build("--people", people.toString());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("people: device d1: owner \"p2\" (expected: one that there is)");
    }

    @Test
    void lockedListArmsTheBundleAndItsAddressesAreNotInIt() throws IOException {
        Path list = Files.writeString(folder.resolve("authority.txt"), "sealedname.test\nno host here\n");
        CommandLineRun built = build("--locked", "domains:" + list);
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out().lines())
                .startsWith(
                        "locked list: read 2, hosts 1, pages 0, duplicate 0, rejected 1",
                        "authority.txt line 2: more than one word")
                .endsWith("locked slot: armed");
        assertThat(verify("--json").out()).contains("\"armed\":true", "\"role\":\"locked\"");
        try (var files = Files.walk(folder.resolve("bundle"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file ->
                            assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("sealedname"));
        }
    }

    @Test
    void bundleWhoseLockedListIsDamagedIsNotVerified() throws IOException {
        Path list = Files.writeString(folder.resolve("authority.txt"), "sealedname.test\n");
        build("--locked", "domains:" + list);
        for (Path file : files("SGLOCKED")) {
            Files.writeString(file, "SGLOCKED");
        }
        CommandLineRun run = verify();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("8 bytes");
    }

    @Test
    void bundleWithoutALockedListSaysWhatThatMeans() {
        assertThat(build().out())
                .contains("locked slot: not armed; a gateway that was armed closes all but the help set");
    }

    @Test
    void sourcesAreReadAsIsSaidOfThem() throws IOException {
        Path list = Files.writeString(folder.resolve("authority.txt"), "co.uk\n");
        CommandLineRun refused = build("--locked", "domains:" + list);
        assertThat(refused.err()).contains("authority.txt: no entry in it").contains("--take-suffixes authority");
        CommandLineRun taken = build("--locked", "domains:" + list, "--take-suffixes", "authority");
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(build("--names-alone", "other").err()).contains("no source is named other (expected: one of ut1)");
        assertThat(build("--locked", "domains:" + list, "--licence", "authority=mine")
                        .err())
                .contains("no source is named authority (expected: one of ut1)");
    }

    private List<Path> files(String start) throws IOException {
        try (var files = Files.list(folder.resolve("bundle/files"))) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.toList()) {
                if (Files.readString(file, ISO_8859_1).startsWith(start)) {
                    found.add(file);
                }
            }
            return found;
        }
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
