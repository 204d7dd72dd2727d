package org.schoolgate.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.policy.Zone;

final class BundleTest {
    private static final ManifestVerifier VERIFIER = Bundles.SIGNER.verifier();

    @TempDir
    Path temp;

    private Path folder;
    private Manifest manifest;

    @BeforeEach
    void writeBundle() throws IOException {
        folder = temp.resolve("1.7");
        manifest = Bundles.write(folder, 7, Bundles.blocking("news.example"));
    }

    @Test
    void whatIsWrittenOpensAndDecides() throws IOException {
        Bundle bundle = Bundle.open(folder, VERIFIER);
        assertThat(bundle.manifest()).isEqualTo(manifest);
        assertThat(bundle.manifest().position()).hasToString("1.7");
        assertThat(reason(bundle, "adult.example").rule()).isEqualTo("role/ks3");
        assertThat(reason(bundle, "www.news.example").rule()).isEqualTo("manager/e1");
        assertThat(decide(bundle, "other.example")).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void folderHasTheNamesOfTheContractAndTheSignersKey() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest.json", "manifest.sig", "signer.pub", "files");
        }
        assertThat(Files.readAllBytes(folder.resolve("manifest.sig"))).hasSize(64);
        ManifestVerifier shipped = ManifestVerifier.ofPem(Files.readString(folder.resolve("signer.pub")));
        assertThat(Bundle.open(folder, shipped).manifest()).isEqualTo(manifest);
    }

    @Test
    void nothingIsLeftBesideTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("1.7", "adult", "index.sgi");
        }
    }

    @Test
    void knownIndexIsLinkedNotCopied() throws IOException {
        BundleFile known = manifest.file(FileRole.INDEX);
        Path next = temp.resolve("1.8");
        BundleWriter.Contents contents = new BundleWriter.Contents(
                known.in(folder), known, Bundles.POLICY, Bundles.SITES, Bundles.blocking("chat.example"));
        new BundleWriter(Disk.ofSystem(), Bundles.SIGNER)
                .write(next, "Example School", new Generation(1, 8), Bundles.AT, contents);
        assertThat(Files.getAttribute(known.in(next), "unix:ino"))
                .isEqualTo(Files.getAttribute(known.in(folder), "unix:ino"));
        assertThat(reason(Bundle.open(next, VERIFIER), "chat.example").rule()).isEqualTo("manager/e1");
    }

    @Test
    void existingFolderIsNotOverwritten() {
        assertThatThrownBy(() -> Bundles.write(folder, 8, LiveFacts.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exists");
    }

    @Test
    void draftThatACrashLeftIsWrittenAnew() throws IOException {
        Path next = temp.resolve("1.8");
        Files.createDirectories(temp.resolve("1.8.new/files"));
        Files.writeString(temp.resolve("1.8.new/files/half"), "x");
        Files.writeString(temp.resolve("1.8.new/manifest.json"), "x");
        Bundles.write(next, 8, LiveFacts.NONE);
        assertThat(next.resolve("files/half")).doesNotExist();
        assertThat(Bundle.open(next, VERIFIER).manifest().position()).hasToString("1.8");
    }

    @Test
    void indexAndPolicyThatAreTheSameAreUsedAgainWithoutReadingThem() throws IOException {
        Bundle first = Bundle.open(folder, VERIFIER);
        Path next = temp.resolve("1.8");
        Manifest edited = Bundles.write(next, 8, LiveFacts.NONE);
        for (FileRole role : List.of(FileRole.INDEX, FileRole.POLICY, FileRole.SITES)) {
            Files.delete(edited.file(role).in(next));
        }

        Bundle second = Bundle.open(next, VERIFIER, first);

        assertThat(second.index()).isSameAs(first.index());
        assertThat(decide(second, "www.news.example")).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void policyOrSitesThatAreOthersAreRead() throws IOException {
        Bundle first = Bundle.open(folder, VERIFIER);
        String open = Bundles.POLICY.replace(", blocked_categories: [adult]", "");
        Bundle second = Bundle.open(published("1.8", open, Bundles.SITES), VERIFIER, first);
        assertThat(decide(first, "adult.example")).isInstanceOf(Decision.Block.class);
        assertThat(second.policy().version()).isNotEqualTo(first.policy().version());
        String sites = "{format: 1, version: test, help: [{name: A helpline, hosts: [adult.example],"
                + " source: https://example.org/, why: A test}]}";
        Bundle third = Bundle.open(published("1.9", Bundles.POLICY, sites), VERIFIER, second);
        assertThat(third.policy().version()).isEqualTo(first.policy().version());
        assertThat(reason(third, "adult.example").step()).isEqualTo(Step.HELP);
    }

    private Path published(String name, String policy, String sites) throws IOException {
        BundleFile known = manifest.file(FileRole.INDEX);
        Path next = temp.resolve(name);
        new BundleWriter(Disk.ofSystem(), Bundles.SIGNER)
                .write(
                        next,
                        "Example School",
                        new Generation(1, 8),
                        Bundles.AT,
                        new BundleWriter.Contents(known.in(folder), known, policy, sites, LiveFacts.NONE));
        return next;
    }

    @Test
    void anyFlippedByteOfAnyFileIsRefused() throws IOException {
        for (Path file : everyFile()) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += 1 + whole.length / 64) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(file, damaged);
                assertThatThrownBy(() -> Bundle.open(folder, VERIFIER))
                        .as(file + " byte " + at)
                        .isInstanceOf(BundleException.class);
            }
            Files.write(file, whole);
        }
        assertThat(Bundle.open(folder, VERIFIER).manifest()).isEqualTo(manifest);
    }

    @Test
    void anyCutOrMissingFileIsRefused() throws IOException {
        for (Path file : everyFile()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, List.of());
            assertThatThrownBy(() -> Bundle.open(folder, VERIFIER)).isInstanceOf(BundleException.class);
            assertThatThrownBy(() -> Bundle.openAtStart(folder, VERIFIER)).isInstanceOf(BundleException.class);
            Files.delete(file);
            assertThatThrownBy(() -> Bundle.open(folder, VERIFIER))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("cannot read " + file);
            assertThatThrownBy(() -> Bundle.openAtStart(folder, VERIFIER)).isInstanceOf(BundleException.class);
            Files.write(file, whole);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCKED", "PEOPLE"})
    void refusalNamesTheFileWhatWasFoundAndWhatWasExpected(FileRole role) throws IOException {
        BundleFile file = manifest.file(role);
        byte[] damaged = Files.readAllBytes(file.in(folder));
        damaged[damaged.length - 1] ^= 1;
        Files.write(file.in(folder), damaged);
        assertThatThrownBy(() -> Bundle.open(folder, VERIFIER))
                .hasMessage(role.id() + ": " + file.in(folder) + " has SHA-256 " + Sha256.of(damaged) + " (expected: "
                        + file.sha256() + ")");
    }

    @Test
    void indexIsTrustedByItsOwnChecksumAtStart() throws IOException {
        assertThat(Bundle.openAtStart(folder, VERIFIER).manifest()).isEqualTo(manifest);
        Path index = manifest.file(FileRole.INDEX).in(folder);
        byte[] damaged = Files.readAllBytes(index);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("adult")] ^= 1;
        Files.write(index, damaged);
        assertThatThrownBy(() -> Bundle.openAtStart(folder, VERIFIER))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("index: " + index);
    }

    @Test
    void bundleOfAnotherSchoolsKeyIsRefused() {
        ManifestVerifier other = ManifestSigner.generate().verifier();
        assertThatThrownBy(() -> Bundle.open(folder, other))
                .hasMessage("manifest: the signature is not that of this school's key over these bytes");
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("signer.pub"))
                    .toList();
        }
    }

    private static Reason reason(Bundle bundle, String host) {
        return decide(bundle, host).reason();
    }

    private static Decision decide(Bundle bundle, String host) {
        Policy policy = bundle.policy();
        Zone zone = policy.zoneOf(new byte[] {10, 0, 0, 1});
        Principal principal = Principal.unidentified("ks3", Attribution.ZONE);
        Request request = new Request(principal, zone, Bundles.host(host), 443, Scheme.CONNECT, null);
        Decision decision = bundle.decide(request, Bundles.AT);
        assertThat(bundle.explain(request, Bundles.AT).decision()).isEqualTo(decision);
        return decision;
    }
}
