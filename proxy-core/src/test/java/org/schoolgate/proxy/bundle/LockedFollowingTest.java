package org.schoolgate.proxy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleWriter.LockedContents;
import org.schoolgate.rules.bundle.Bundles;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.locked.LockedLists;
import org.schoolgate.rules.locked.LockedSlot;
import org.schoolgate.rules.policy.LiveFacts;

/** Once armed, always armed: what a gateway does about the locked list of the bundles that it is offered and has. */
final class LockedFollowingTest extends FollowingGateway {
    @Test
    void armedListIsFetchedTestedAndSaidSo() throws IOException {
        arm(1, "bad.example", "pages.example/x");
        follow();
        awaitServing(1);
        awaitLocked(Level.OK, "armed, 1 hosts and 1 pages, self-test passed");
    }

    @Test
    void gatewayThatWasNeverArmedSaysSo() throws IOException {
        disarmed(1);
        follow();
        awaitServing(1);
        awaitLocked(Level.OK, "not armed");
        assertThat(own.resolve("locked-slot-armed")).doesNotExist();
    }

    @Test
    void laterBundleThatIsNotArmedServesClosed() throws IOException {
        arm(1, "bad.example");
        follow();
        awaitServing(1);
        disarmed(2);
        awaitServing(2);
        awaitClosed("the bundle is not armed, and another was");
    }

    @Test
    void armingIsRememberedOverARestartAndALossOfAllBundles() throws IOException {
        arm(1, "bad.example");
        follow();
        awaitServing(1);
        restart();
        for (Path bundle : disk.list(own.resolve("bundles"))) {
            Files.move(bundle, published.resolve("lost-" + bundle.getFileName()));
        }
        disarmed(2);
        follow();
        awaitServing(2);
        awaitClosed("the bundle is not armed, and another was");
    }

    @Test
    void olderBundleFromBeforeTheArmingServesClosedWhenTheNewestIsDamaged() throws IOException {
        disarmed(1);
        follow();
        awaitServing(1);
        arm(2, "bad.example");
        awaitServing(2);
        restart();
        Files.delete(own.resolve("bundles/1.2/manifest.sig"));
        follow();
        awaitServing(1);
        awaitClosed("the bundle is not armed, and another was");
    }

    @Test
    void armedBundleWithoutItsListServesClosed() throws IOException {
        armWithoutList(1);
        follow();
        awaitServing(1);
        awaitClosed("the bundle comes without it");
    }

    @Test
    void listThatIsDamagedOnItsWayIsRefusedAndTheOldOneStays() throws IOException {
        arm(1, "bad.example");
        follow();
        awaitServing(1);
        publisher.tamperWithFiles(content -> {
            content[content.length - 1] ^= 1;
            return content;
        });
        arm(2, "worse.example");
        await().atMost(PATIENCE).until(() -> check("bundle").text().startsWith("generation 2 refused: "));
        assertThat(check("locked list").level()).isEqualTo(Level.OK);
        publisher.tamperWithFiles(content -> content);
        awaitServing(2);
    }

    @Test
    void listThatIsDamagedOnTheDiskClosesTheGatewayUntilItIsFetchedAgain() throws IOException {
        Manifest manifest = arm(1, "bad.example");
        follow();
        awaitServing(1);
        restart();
        Files.write(manifest.locked().orElseThrow().in(own.resolve("bundles/1.1")), new byte[] {1, 2, 3});
        follow();
        awaitServing(1);
        assertThat(check("locked list").level()).isEqualTo(Level.ERROR);
        publisher.offer(published.resolve("1.1"));
        awaitLocked(Level.OK, "armed, 1 hosts and 0 pages, self-test passed");
    }

    @Test
    void bundleBeforeTheOneWithADamagedListServesWhereItsOwnIsWhole() throws IOException {
        arm(1, "bad.example");
        follow();
        awaitServing(1);
        Manifest second = arm(2, "bad.example", "worse.example");
        awaitServing(2);
        restart();
        Files.delete(second.locked().orElseThrow().in(own.resolve("bundles/1.2")));
        follow();
        awaitServing(1);
        awaitLocked(Level.OK, "armed, 1 hosts and 0 pages, self-test passed");
    }

    @Test
    void armingThatCannotBeNotedIsServedAllTheSameAndNotedAsSoonAsItCanBe() throws IOException {
        disarmed(1);
        follow();
        awaitServing(1);
        forbidNote();
        arm(2, "bad.example");
        awaitServing(2);
        awaitLocked(Level.OK, "armed, 1 hosts and 0 pages, self-test passed");
        assertThat(check("locked list note").level()).isEqualTo(Level.ERROR);
        allowNote();
        await().atMost(PATIENCE).until(() -> check("locked list note").level() == Level.OK);
        assertThat(own.resolve("locked-slot-armed")).hasContent("generation 1.2");
    }

    @Test
    void armedBundleServesAfterARestartAlsoWhereTheNoteCannotBeWritten() throws IOException {
        serveDisarmedThenArmedWithoutNote();
        restart();
        follow();
        awaitServing(2);
        awaitLocked(Level.OK, "armed, 1 hosts and 0 pages, self-test passed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "signature", "index"})
    void bundleFromBeforeTheArmingNeverServesOpenWhateverOfTheArmedOneIsDamaged(String part) throws IOException {
        Manifest armed = serveDisarmedThenArmedWithoutNote();
        restart();
        Path bundle = own.resolve("bundles/1.2");
        Files.delete(
                switch (part) {
                    case "list" -> armed.locked().orElseThrow().in(bundle);
                    case "index" -> armed.file(FileRole.INDEX).in(bundle);
                    default -> bundle.resolve(Bundle.SIGNATURE);
                });
        follow();
        awaitServing(1);
        awaitClosed("the bundle is not armed, and another was");
    }

    @Test
    void bundleInForceClosesWhenOneThatArmsCannotBeFetchedWhole() throws IOException {
        disarmed(1);
        follow();
        awaitServing(1);
        publisher.tamperWithFiles(content -> new byte[] {1, 2, 3});
        arm(2, "bad.example");
        await().atMost(PATIENCE).until(() -> check("bundle").text().startsWith("generation 2 refused: "));
        assertThat(current.generation()).hasValue(1);
        awaitClosed("the bundle is not armed, and another was");
        restart();
        follow();
        awaitClosed("the bundle is not armed, and another was");
        publisher.tamperWithFiles(content -> content);
        publisher.offer(published.resolve("1.2"));
        awaitLocked(Level.OK, "armed, 1 hosts and 0 pages, self-test passed");
    }

    private Manifest serveDisarmedThenArmedWithoutNote() throws IOException {
        disarmed(1);
        follow();
        awaitServing(1);
        forbidNote();
        Manifest armed = arm(2, "bad.example");
        awaitServing(2);
        return armed;
    }

    private void forbidNote() throws IOException {
        Files.createDirectories(own.resolve("locked-slot-armed.new/in-the-way"));
    }

    private void allowNote() throws IOException {
        Files.delete(own.resolve("locked-slot-armed.new/in-the-way"));
    }

    private Manifest arm(int generation, String... entries) throws IOException {
        Path list = Files.write(published.resolve("list-" + generation), LockedLists.file(entries));
        return publish(generation, new LockedContents(list, null));
    }

    private void armWithoutList(int generation) throws IOException {
        publish(generation, new LockedContents(null, null));
    }

    private void disarmed(int generation) throws IOException {
        publish(generation, null);
    }

    private Manifest publish(int generation, @Nullable LockedContents locked) throws IOException {
        Path bundle = published.resolve("1." + generation);
        Manifest manifest = Bundles.write(bundle, generation, LiveFacts.NONE, locked);
        publisher.offer(bundle);
        return manifest;
    }

    private void awaitClosed(String why) {
        awaitLocked(Level.ERROR, "armed, and its list is missing (" + why + "): closed but for the help set");
        assertThat(current.get())
                .isNotNull()
                .satisfies(bundle -> assertThat(bundle.locked()).isInstanceOf(LockedSlot.Closed.class));
    }

    private void awaitLocked(Level level, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(check("locked list")).isEqualTo(new Check("locked list", level, text)));
    }
}
