package org.schoolgate.proxy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.FakeAdmin;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Bundles;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestSigner;

final class BundleFollowerTest extends FollowingGateway {
    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = own.resolve("bundles");
    }

    @Test
    void firstBundleIsFetchedAndPutInForce() throws IOException {
        publish(1);
        follow();
        awaitServing(1);
        assertThat(publisher.fetched()).hasSize(4);
        assertThat(folder.resolve("1.1")).isDirectoryContaining("glob:**/manifest.sig");
        assertThat(bundleCheck()).isEqualTo(new Check("bundle", Level.OK, "serving generation 1"));
    }

    @Test
    void withoutAnyBundleTheGatewayIsClosedAndHealthSaysSo() throws IOException {
        follow();
        assertThat(current.get()).isNull();
        assertThat(bundleCheck()).isEqualTo(new Check("bundle", Level.ERROR, "no bundle to serve: closed"));
    }

    @Test
    void editFetchesOnlyTheLiveFactsAndKeepsTheLoadedIndex() throws IOException {
        publish(1);
        follow();
        awaitServing(1);
        Bundle first = inForce();
        Manifest second = publish(2);
        awaitServing(2);
        assertThat(inForce().index()).isSameAs(first.index());
        assertThat(publisher.fetched())
                .hasSize(5)
                .endsWith(second.file(FileRole.LIVE).sha256());
        assertThat(inForce().index().find(Bundles.host("adult.example")).isListed())
                .isTrue();
    }

    @Test
    void lastThreeAreKept() throws IOException {
        follow();
        for (int generation = 1; generation <= 5; generation++) {
            publish(generation);
            awaitServing(generation);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsExactly("1.3", "1.4", "1.5"));
    }

    @Test
    void servesFromItsOwnDiskWhileTheAdminServerIsDead() throws IOException {
        fetch(1, 2);
        AdminClient dead;
        try (FakeAdmin stopped = new FakeAdmin(published)) {
            dead = stopped.client(PATIENCE);
        }
        follow(dead, Bundles.SIGNER.verifier());
        assertThat(current.generation()).hasValue(2);
        await().atMost(PATIENCE)
                .until(() -> health.checks().stream()
                        .anyMatch(check -> check.name().equals("admin server") && check.level() == Level.WARN));
        assertThat(bundleCheck().level()).isEqualTo(Level.OK);
    }

    @Test
    void damagedNewestIsRefusedTheOneBeforeServesAndItIsFetchedAgain() throws IOException {
        fetch(6, 7);
        damage(folder.resolve("1.7"), FileRole.LIVE);
        follow();
        assertThat(current.generation()).hasValue(6);
        assertThat(bundleCheck().level()).isEqualTo(Level.WARN);
        assertThat(bundleCheck().text())
                .startsWith("generation 7 refused: live: ")
                .endsWith("; serving 6");
        publisher.offer(published.resolve("1.7"));
        awaitServing(7);
        assertThat(bundleCheck()).isEqualTo(new Check("bundle", Level.OK, "serving generation 7"));
        assertThat(names()).containsExactly("1.6", "1.7");
    }

    @Test
    void storedBundleThatMakesTheProgramFailIsRefusedAndTheOneBeforeServes() throws IOException {
        fetch(6, 7);
        current.onReplace(bundle -> {
            if (bundle.manifest().position().generation() == 7) {
                throw new IllegalStateException("cannot be put in force");
            }
        });
        follow();
        assertThat(current.generation()).hasValue(6);
        assertThat(bundleCheck().text()).isEqualTo("generation 7 refused: cannot be put in force; serving 6");
    }

    @Test
    void oldBundleThatCannotBeDeletedIsNoFaultOfTheNewOne() throws IOException {
        fetch(1, 2, 3);
        Files.createDirectories(folder.resolve("1.1/files/foreign/folder"));
        follow();
        publish(4);
        awaitServing(4);
        await().during(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> bundleCheck().equals(new Check("bundle", Level.OK, "serving generation 4")));
        assertThat(names()).startsWith("1.1");
    }

    @Test
    void whenAllAreDamagedTheGatewayIsClosedUntilOneIsFetched() throws IOException {
        fetch(6, 7);
        Files.delete(folder.resolve("1.6/manifest.json"));
        Files.delete(folder.resolve("1.7/manifest.sig"));
        follow();
        assertThat(current.get()).isNull();
        assertThat(bundleCheck().text()).startsWith("generation 7 refused: ").endsWith("no bundle to serve: closed");
        publisher.offer(published.resolve("1.7"));
        awaitServing(7);
    }

    @Test
    void bundleSignedByAnotherKeyIsRefusedAndNothingOfItIsFetched() throws IOException {
        fetch(1);
        publish(2);
        follow(admin.client(PATIENCE), ManifestSigner.generate().verifier());
        await().atMost(PATIENCE)
                .until(() -> bundleCheck().text().startsWith("a bundle refused: manifest: the signature"));
        assertThat(current.get()).isNull();
        assertThat(publisher.fetched()).isEmpty();
    }

    @Test
    void bundleThatIsNotNewerIsRefused() throws IOException {
        fetch(1, 2);
        publisher.offer(published.resolve("1.1"));
        publisher.offerOldToo();
        follow();
        await().atMost(PATIENCE)
                .until(() -> bundleCheck().text().equals("generation 1 refused: it is not newer than 1.2; serving 2"));
        assertThat(current.generation()).hasValue(2);
    }

    @Test
    void fileChangedOnItsWayIsRefusedAndTheOldOneStays() throws IOException {
        fetch(1);
        publish(2);
        publisher.tamperWithFiles(content -> {
            content[content.length - 1] ^= 1;
            return content;
        });
        follow();
        await().atMost(PATIENCE).until(() -> bundleCheck().text().startsWith("generation 2 refused: "));
        assertThat(current.generation()).hasValue(1);
        publisher.tamperWithFiles(content -> content);
        awaitServing(2);
    }

    @Test
    void fullDiskLeavesTheOldOneInForceUntilThereIsRoomAgain() throws IOException {
        fetch(1);
        publish(2);
        disk.failWrites(true);
        follow();
        await().atMost(PATIENCE).until(() -> bundleCheck().text().contains("no space left"));
        assertThat(current.generation()).hasValue(1);
        disk.failWrites(false);
        awaitServing(2);
    }

    @Test
    void bundleUnderTheNameOfAnotherGenerationIsNotServed() throws IOException {
        fetch(1);
        Files.move(folder.resolve("1.1"), folder.resolve("1.9"));
        follow();
        assertThat(current.get()).isNull();
        assertThat(bundleCheck().text()).contains("its manifest is that of 1.1");
    }

    @Test
    void statusIsReportedAtEachChange() throws IOException {
        publish(1);
        AdminClient client = admin.client(PATIENCE);
        StatusReporter reporter = StatusReporter.start(client, current, health, "0.1.0");
        follow();
        await().atMost(PATIENCE)
                .until(() -> publisher.statuses().stream()
                        .anyMatch(status -> status.startsWith(
                                        "{\"gateway\":1,\"epoch\":1,\"generation\":1,\"health\":[")
                                && status.contains("{\"level\":\"ok\",\"text\":\"bundle: serving generation 1\"}")
                                && status.endsWith("],\"version\":\"0.1.0\"}")));
        reporter.close();
    }

    @Test
    void listenersHearOfEachBundle() throws IOException {
        List<Long> heard = new ArrayList<>();
        current.onReplace(bundle -> heard.add(bundle.manifest().position().generation()));
        follow();
        publish(1);
        awaitServing(1);
        publish(2);
        awaitServing(2);
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(new CurrentBundle(InstantSource.system()).generation()).isEqualTo(OptionalLong.empty());
    }

    private Manifest publish(int generation) throws IOException {
        Path bundle = published.resolve("1." + generation);
        Manifest manifest = Bundles.write(bundle, generation, Bundles.blocking("h" + generation + ".example"));
        publisher.offer(bundle);
        return manifest;
    }

    /** Has these in the folder, fetched by a gateway that has been stopped, and offers none. */
    private void fetch(int... generations) throws IOException {
        follow();
        for (int generation : generations) {
            publish(generation);
            awaitServing(generation);
        }
        restart();
    }

    private Bundle inForce() {
        Bundle bundle = current.get();
        assertThat(bundle).isNotNull();
        return bundle;
    }

    private Check bundleCheck() {
        return check("bundle");
    }

    private List<String> names() throws IOException {
        return disk.list(folder).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private static void damage(Path bundle, FileRole role) throws IOException {
        Manifest manifest = Manifest.parse(Files.readAllBytes(bundle.resolve(Bundle.MANIFEST)));
        try (RandomAccessFile file =
                new RandomAccessFile(manifest.file(role).in(bundle).toFile(), "rw")) {
            file.write('X');
        }
    }
}
