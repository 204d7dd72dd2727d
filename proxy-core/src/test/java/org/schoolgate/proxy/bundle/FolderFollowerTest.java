package org.schoolgate.proxy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Bundles;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.policy.LiveFacts;

final class FolderFollowerTest {
    private final Health health = new Health();
    private CurrentBundle current = new CurrentBundle(InstantSource.system());

    @TempDir
    private Path temp;

    private @Nullable FolderFollower follower;

    @AfterEach
    void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Test
    void bundleOfTheFolderServesFromTheStart() throws IOException {
        write(1);
        follow();
        assertThat(current.generation()).hasValue(1);
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void newerBundleInTheFolderIsTaken() throws IOException {
        write(1);
        follow();
        write(2);
        await().until(() -> current.generation().getAsLong() == 2);
    }

    @Test
    void olderBundleInTheFolderIsRefused() throws IOException {
        write(2);
        follow();
        write(1);
        await().until(() -> text("bundle").equals("generation 1 refused: it is not newer than 1.2; serving 2"));
        write(3);
        await().until(() -> text("bundle").equals("serving generation 3"));
    }

    @Test
    void folderThatIsAwayForAMomentChangesNothing() throws IOException {
        write(1);
        follow();
        Path away = temp.resolve("away");
        Files.move(folder(), away);
        await().until(() -> text("bundle").endsWith("; serving 1"));
        Files.move(away, folder());
        await().until(() -> text("bundle").equals("serving generation 1"));
    }

    @Test
    void folderThatIsNotThereYetIsWaitedFor() throws IOException {
        follow();
        assertThat(current.get()).isNull();
        assertThat(health.level()).isEqualTo(Level.ERROR);
        write(1);
        await().until(() -> current.get() != null);
    }

    @Test
    void bundleThatIsNotArmedServesClosedAfterOneThatWas() throws IOException {
        TestBundles.writeArmed(temp.resolve("work"), folder(), 1, "bad.example");
        follow();
        assertThat(current.get()).isNotNull();
        close();
        Files.move(folder(), temp.resolve("replaced"));
        TestBundles.write(temp.resolve("work"), folder(), 2, TestBundles.POLICY, LiveFacts.NONE);
        follow();
        assertThat(health.checks())
                .contains(new Health.Check(
                        "locked list",
                        Level.ERROR,
                        "armed, and its list is missing (the bundle is not armed, and another was):"
                                + " closed but for the help set"));
    }

    @Test
    void bundleInForceClosesWhenOneThatArmsLacksItsList() throws IOException {
        TestBundles.write(temp.resolve("work"), folder(), 1, TestBundles.POLICY, LiveFacts.NONE);
        follow();
        Path draft = temp.resolve("draft");
        TestBundles.writeArmed(temp.resolve("work"), draft, 2, "bad.example");
        Path list = Manifest.parse(Files.readAllBytes(draft.resolve(Bundle.MANIFEST)))
                .locked()
                .orElseThrow()
                .in(draft);
        byte[] content = Files.readAllBytes(list);
        Files.delete(list);
        Files.move(folder(), temp.resolve("replaced"));
        Files.move(draft, folder());
        await().until(() -> text("locked list").endsWith(": closed but for the help set"));
        assertThat(current.generation()).hasValue(1);
        Files.write(folder().resolve(draft.relativize(list)), content);
        await().until(() -> text("locked list").endsWith("self-test passed"));
    }

    private void follow() throws IOException {
        current = new CurrentBundle(InstantSource.system());
        Path own = Files.createDirectories(temp.resolve("gateway"));
        follower = FolderFollower.start(Disk.ofSystem(), folder(), own, current, health);
    }

    private Path folder() {
        return temp.resolve("bundle");
    }

    private void write(int generation) throws IOException {
        Path draft = temp.resolve("draft-" + generation);
        Bundles.write(draft, generation, Bundles.blocking("h" + generation + ".example"));
        if (Files.exists(folder())) {
            Files.move(folder(), temp.resolve("replaced-by-" + generation));
        }
        Files.move(draft, folder(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String text(String name) {
        return health.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
