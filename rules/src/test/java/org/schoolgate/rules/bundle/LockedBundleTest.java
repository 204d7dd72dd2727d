package org.schoolgate.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.locked.LockedLists;
import org.schoolgate.rules.locked.LockedSlot;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Zone;

final class LockedBundleTest {
    private static final ManifestVerifier VERIFIER = Bundles.SIGNER.verifier();

    @TempDir
    Path temp;

    @Test
    void lockedListOfABundleBlocks() throws IOException {
        write(1, list("bad.example"));
        Bundle bundle = open(1);
        assertThat(bundle.locked()).isInstanceOf(LockedSlot.Armed.class);
        assertThat(rule(bundle, "www.bad.example")).startsWith("locked/L-");
        assertThat(rule(bundle, "good.example")).isEqualTo("role/ks3");
    }

    @Test
    void bundleWithoutOneIsNotArmed() throws IOException {
        Bundles.write(temp.resolve("1.1"), 1, LiveFacts.NONE);
        assertThat(open(1).locked()).isEqualTo(LockedSlot.UNARMED);
        assertThat(open(1).manifest().armed()).isFalse();
    }

    @Test
    void armedBundleWithoutItsListIsClosed() throws IOException {
        write(1, null);
        assertThat(open(1).locked()).isEqualTo(new LockedSlot.Closed("the bundle comes without it"));
        open(1).requireLockedList();
        assertThat(rule(open(1), "good.example")).isEqualTo(Reason.LOCKED_LIST_MISSING);
    }

    @Test
    void damagedOrMissingListClosesTheBundle() throws IOException {
        Manifest manifest = write(1, list("bad.example"));
        Path file = manifest.locked().orElseThrow().in(temp.resolve("1.1"));
        byte[] damaged = Files.readAllBytes(file);
        damaged[70] ^= 1;
        Files.write(file, damaged);
        assertClosed(open(1));
        assertClosed(Bundle.openAtStart(temp.resolve("1.1"), VERIFIER));
        Files.delete(file);
        assertClosed(open(1));
    }

    @Test
    void listThatIsTheSameIsUsedAgainWithoutReadingIt() throws IOException {
        Manifest manifest = write(1, list("bad.example"));
        Bundle first = open(1);
        BundleFile known = manifest.locked().orElseThrow();
        write(2, new BundleWriter.LockedContents(known.in(temp.resolve("1.1")), known));
        Files.delete(known.in(temp.resolve("1.2")));
        Bundle second = Bundle.open(temp.resolve("1.2"), VERIFIER, first);
        assertThat(second.locked()).isSameAs(first.locked());
    }

    @Test
    void bundleThatIsClosedByItsGatewayIsClosedAndOtherwiseTheSame() throws IOException {
        Bundles.write(temp.resolve("1.1"), 1, LiveFacts.NONE);
        Bundle closed = open(1).closed("was armed before");
        assertThat(closed.manifest()).isEqualTo(open(1).manifest());
        assertThat(rule(closed, "good.example")).isEqualTo(Reason.LOCKED_LIST_MISSING);
    }

    private static void assertClosed(Bundle bundle) {
        assertThatThrownBy(bundle::requireLockedList).isInstanceOf(BundleException.class);
        assertThat(rule(bundle, "good.example")).isEqualTo(Reason.LOCKED_LIST_MISSING);
    }

    private BundleWriter.LockedContents list(String... entries) throws IOException {
        return new BundleWriter.LockedContents(Files.write(temp.resolve("locked"), LockedLists.file(entries)), null);
    }

    private Manifest write(long generation, BundleWriter.@Nullable LockedContents locked) throws IOException {
        return Bundles.write(
                temp.resolve("1." + generation),
                generation,
                LiveFacts.NONE,
                locked == null ? new BundleWriter.LockedContents(null, null) : locked);
    }

    private Bundle open(long generation) throws IOException {
        return Bundle.open(temp.resolve("1." + generation), VERIFIER);
    }

    private static String rule(Bundle bundle, String host) {
        Zone zone = bundle.policy().zoneOf(new byte[] {10, 0, 0, 1});
        Request request = new Request(
                Principal.unidentified("ks3", Attribution.ZONE), zone, Bundles.host(host), 443, Scheme.CONNECT, null);
        return bundle.decide(request, Bundles.AT).reason().rule();
    }
}
