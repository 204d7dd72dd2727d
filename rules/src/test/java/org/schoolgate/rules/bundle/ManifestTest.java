package org.schoolgate.rules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestTest {
    private static final String A = "a".repeat(64);
    private static final String GOLDEN = "{\"format\":2,\"school\":\"Beispielschule ä\",\"epoch\":2,\"generation\":40,"
            + "\"createdAt\":\"2026-11-24T09:00:00Z\",\"armed\":true,\"files\":["
            + "{\"role\":\"index\",\"sha256\":\"" + A + "\",\"size\":5000000000,\"version\":1},"
            + "{\"role\":\"policy\",\"sha256\":\"" + A + "\",\"size\":1,\"version\":1},"
            + "{\"role\":\"sites\",\"sha256\":\"" + A + "\",\"size\":1,\"version\":1},"
            + "{\"role\":\"live\",\"sha256\":\"" + A + "\",\"size\":1,\"version\":1},"
            + "{\"role\":\"locked\",\"sha256\":\"" + A + "\",\"size\":1,\"version\":1},"
            + "{\"role\":\"people\",\"sha256\":\"" + A + "\",\"size\":1,\"version\":1}]}";

    private static Manifest manifest() {
        List<BundleFile> files = new ArrayList<>();
        for (FileRole role : FileRole.values()) {
            files.add(new BundleFile(role, A, role == FileRole.INDEX ? 4_000_000_000L : 1, 1));
        }
        Instant at = Instant.parse("2026-11-24T09:00:00Z");
        return new Manifest("Beispielschule ä", new Generation(2, 40), at, true, files);
    }

    private static final String WRITTEN = GOLDEN.replace("5000000000", "4000000000");

    /** Gateways in the field read these bytes: a change here needs a new {@link Manifest#FORMAT}. */
    @Test
    void bytesAreThoseOfTheContract() throws BundleException {
        assertThat(new String(manifest().toBytes(), UTF_8)).isEqualTo(WRITTEN);
        assertThat(Manifest.parse(WRITTEN.getBytes(UTF_8))).isEqualTo(manifest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":2 | \"format\":3 | manifest: format 3 is newer than this program reads (expected: at most 2)",
                "\"format\":2 | \"format\":0 | manifest: format 0 (expected: 1 to 2)",
                "\"format\":2 | \"format\":1 | manifest: files: a locked list, and the slot is not armed (expected: armed)",
                "\"armed\":true, | `` | manifest: no \"armed\" (expected: one)",
                "\"armed\":true | \"armed\":1 | manifest: armed is NUMBER (expected: true or false)",
                "true | false | manifest: files: a locked list, and the slot is not armed (expected: armed)",
                "\"format\":2 | \"format\":\"2\" | manifest: format is STRING (expected: a whole number)",
                "\"epoch\":2 | \"epoch\":-2 | manifest: epoch is NUMBER (expected: a whole number)",
                "\"epoch\":2 | \"epoch\":2.5 | manifest: epoch is NUMBER (expected: a whole number)",
                "\"epoch\":2 | \"epoch\":2,\"more\":1 | manifest: unknown field \"more\"",
                "\"epoch\":2 | \"epoch\":2,\"epoch\":3 | manifest: not JSON: Duplicate field 'epoch'",
                "\"epoch\":2, | `` | manifest: no \"epoch\" (expected: one)",
                "2026-11-24T09:00:00Z | yesterday | manifest: createdAt \"yesterday\" (expected: a time in UTC)",
                "\"live\" | \"persons\" | role: \"persons\" (expected: one of index, policy, sites, live, locked, people)",
                "\"live\" | \"sites\" | manifest: files: two of the role sites (expected: one)",
                "4000000000 | 5000000000 | manifest: size of index: 5000000000 (expected: 0 to 4294967296)",
                "\"size\":1,\"version\":1}] | \"size\":1,\"version\":2}] | manifest: files: version 2 is newer than this program reads (expected: at most 1)",
                "]} | ]}{} | manifest: not JSON: ",
                "\"files\":[ | \"files\":[7, | manifest: files: no JSON object (expected: one)",
            })
    void whatIsNotAManifestOfThisFormatIsRefused(String part, String instead, String message) {
        String text = WRITTEN.replace(part, instead);
        assertThat(text).isNotEqualTo(WRITTEN);
        assertThatThrownBy(() -> Manifest.parse(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void manifestOfTheFirstFormatIsOneWhoseSlotIsNotArmed() throws BundleException {
        String text = WRITTEN.replace("\"format\":2", "\"format\":1")
                .replace("\"armed\":true,", "")
                .replaceFirst(",\\{\"role\":\"locked\"[^}]*}", "");
        Manifest first = Manifest.parse(text.getBytes(UTF_8));
        assertThat(first.armed()).isFalse();
        assertThat(first.locked()).isEmpty();
    }

    @Test
    void armedSlotMayHaveLostItsList() throws BundleException {
        String text = WRITTEN.replaceFirst(",\\{\"role\":\"locked\"[^}]*}", "");
        Manifest lost = Manifest.parse(text.getBytes(UTF_8));
        assertThat(lost.armed()).isTrue();
        assertThat(lost.locked()).isEmpty();
    }

    @Test
    void bundleNeedNotKnowAnybody() throws BundleException {
        String text = WRITTEN.replaceFirst(",\\{\"role\":\"people\"[^}]*}", "");
        assertThat(Manifest.parse(text.getBytes(UTF_8)).people()).isEmpty();
        assertThat(Manifest.parse(WRITTEN.getBytes(UTF_8)).people()).hasValue(new BundleFile(FileRole.PEOPLE, A, 1, 1));
    }

    @Test
    void digestIsNeverAPath() {
        String text = WRITTEN.replace(A, "../../../../etc/passwd");
        assertThatThrownBy(() -> Manifest.parse(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void emptyAndOversizedManifestsAreRefused() {
        assertThatThrownBy(() -> Manifest.parse(new byte[0])).isInstanceOf(BundleException.class);
        byte[] large = new byte[Manifest.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        assertThatThrownBy(() -> Manifest.parse(large)).hasMessage("manifest: 65537 bytes (expected: at most 65536)");
    }

    @Test
    void newerIsTheGreaterEpochThenTheGreaterGeneration() {
        assertThat(List.of("1.9", "1.10", "2.1").stream().map(Generation::parse))
                .isSorted()
                .extracting(Generation::toString)
                .containsExactly("1.9", "1.10", "2.1");
        assertThatThrownBy(() -> Generation.parse("1")).hasMessage("generation: \"1\" (expected: EPOCH.GENERATION)");
        assertThatThrownBy(() -> new Generation(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
