package org.schoolgate.rules.index;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFormat;

/** The file itself: what is pinned about it, and what is refused. */
class IndexFileTest {
    private static final String PINNED = "4e2d1f677940e4eb7069da0a2f327a4b90c11afebbd5e2834ff02c64c2262240";
    private static final int FIRST_ROW_TYPE_AT = 80;
    private static final int FIRST_ROW_FLAGS_AT = 84;

    @TempDir
    Path folder;

    @Test
    void theBytesOfAnIndexArePinned() throws Exception {
        byte[] file = Files.readAllBytes(example());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
        assertThat(HexFormat.of().formatHex(hash))
                .as(
                        "The file format changed. If that is wanted: raise IndexHeader.FORMAT_MAJOR when older readers would"
                                + " misread the file (FORMAT_MINOR when not, CANON_VERSION when names are made canonical in"
                                + " another way), bring docs/architecture/index-file.md up to date, add a line to"
                                + " CHANGELOG.md, and pin the new hash here.")
                .isEqualTo(PINNED);
    }

    @Test
    void theSameListsGiveTheSameBytes(@TempDir Path other) throws Exception {
        assertThat(example()).hasSameBinaryContentAs(example(other));
    }

    @Test
    void theFileEndsWithTheSha256OfWhatIsBeforeIt() throws Exception {
        byte[] file = Files.readAllBytes(example());
        int end = file.length - 32;
        assertThat(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(file, end)))
                .isEqualTo(Arrays.copyOfRange(file, end, file.length));
    }

    @Test
    void aFileThatIsNoIndexIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), "<!doctype html>".repeat(100));
        assertThatThrownBy(() -> Index.open(file))
                .isInstanceOf(IndexFormatException.class)
                .hasMessage(file + ": no compiled index, as \"lists compile\" makes one: starts with 3c21646f63747970"
                        + " (expected: 5347494e44455800)");
    }

    @Test
    void anotherFormatIsRefusedByItsNumber() throws IOException {
        refused(
                header -> header.putShort(8, (short) 5),
                "format 5.0 (expected: 4; compile the lists with this version)");
        refused(
                header -> header.putShort(8, (short) 3),
                "format 3.0 (expected: 4; compile the lists with this version)");
    }

    @Test
    void anotherMinorFormatIsRead() throws Exception {
        assertThat(Index.open(changed(header -> header.putShort(10, (short) 7))).size())
                .isEqualTo(4);
    }

    @Test
    void namesMadeCanonicalByOtherRulesAreRefused() throws IOException {
        refused(header -> header.putInt(72, 9), "canon version: 9 (expected: 2)");
    }

    @Test
    void anUnknownCriticalSectionIsRefused() throws IOException {
        refused(
                header -> header.putInt(FIRST_ROW_TYPE_AT, 99),
                "section of the unknown type 99, which must not be ignored (made by a newer version?)");
    }

    @Test
    void anUnknownOptionalSectionIsIgnored() throws IOException {
        // What makes it fail then is only that a section that is needed is no longer there.
        refused(
                header -> header.putInt(FIRST_ROW_TYPE_AT, 99).putInt(FIRST_ROW_FLAGS_AT, 0),
                "no section HOST_COLD in it");
    }

    @Test
    void twoSectionsOfOneTypeAreRefused() throws IOException {
        refused(header -> header.putInt(FIRST_ROW_TYPE_AT, 6), "damaged: two sections LISTS");
    }

    @Test
    void aSectionThatIsNotWithinTheFileIsRefused() throws IOException {
        refused(header -> header.putLong(FIRST_ROW_TYPE_AT + 8, 1L << 40), "damaged: section 2 is not within the file");
        refused(header -> header.putLong(FIRST_ROW_TYPE_AT + 16, -1), "damaged: section 2 is not within the file");
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        byte[] file = Files.readAllBytes(example());
        file[40] ^= 1;
        assertThatThrownBy(() -> Index.open(Files.write(folder.resolve("damaged"), file)))
                .isInstanceOf(IndexFormatException.class)
                .hasMessageEndingWith("damaged: checksum of the header is wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 79, 80, 279, 280, 4096, -33, -1})
    void aTruncatedFileIsRefused(int length) throws IOException {
        byte[] file = Files.readAllBytes(example());
        byte[] truncated = Arrays.copyOf(file, length < 0 ? file.length + length : length);
        Path damaged = Files.write(folder.resolve("truncated"), truncated);
        assertThatThrownBy(() -> Index.open(damaged))
                .isInstanceOf(IndexFormatException.class)
                .hasMessageStartingWith(damaged + ": ")
                .hasMessageContaining("expected");
    }

    @Test
    void anyDamagedByteIsRefusedOrChangesNoAnswer() throws Exception {
        byte[] file = Files.readAllBytes(example());
        Verdict[] answers = answers(Index.open(example()));
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = file.clone();
            // Most of a small file is zeros between its sections; so look at what is not as often.
            int position = random.nextInt(damaged.length);
            damaged[i % 2 == 0 ? position : nextUsed(damaged, position)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(answers(Index.open(Files.write(folder.resolve("damaged"), damaged))))
                        .isEqualTo(answers);
            } catch (IndexFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(250);
    }

    @Test
    void aDamagedSectionIsRefusedByItsName() throws Exception {
        byte[] file = Files.readAllBytes(example());
        ByteBuffer header = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        assertThat(header.getInt(64)).isEqualTo(SectionType.values().length);
        for (int row = FIRST_ROW_TYPE_AT; row < header.getInt(12); row += IndexHeader.ROW_BYTES) {
            if (header.getLong(row + 16) == 0) {
                continue; // there is no listed top-level domain
            }
            byte[] damaged = file.clone();
            damaged[(int) header.getLong(row + 8)] ^= 1;
            Path path = Files.write(folder.resolve("damaged"), damaged);
            String name = name(header.getInt(row));
            assertThatThrownBy(() -> Index.open(path))
                    .isInstanceOf(IndexFormatException.class)
                    .hasMessage(path + ": damaged: checksum of section " + name + " is wrong");
        }
    }

    /** As only a faulty writer would leave it: the checksum is right. */
    @Test
    void anOriginOfNoFileIsRefused() throws Exception {
        refusedOrigin(SectionType.SETS, section -> section.put(1, (byte) 0x7f), "0x7f");
        refusedOrigin(SectionType.IP4, section -> section.putInt(4 * Long.BYTES, -1), "0xffffffff");
        refusedOrigin(SectionType.IP6, section -> section.putInt(4 * Long.BYTES, 0x40), "0x40");
        refusedOrigin(SectionType.EXPRESSIONS, section -> section.put(section.limit() - 2, (byte) 3), "0x3");
    }

    /** As only a faulty writer would leave it, too: it must not wait for the look-up that meets it. */
    @ParameterizedTest
    @EnumSource(names = {"HOST_HOT", "PAGE_HOT"})
    void aSetThatIsNotThereIsRefused(SectionType table) throws Exception {
        refusedSection(
                table,
                section -> {
                    int slot = 0;
                    while (!Slot.isListed(section.getLong(slot))) {
                        slot += Long.BYTES;
                    }
                    section.putLong(slot, section.getLong(slot) | (long) (Slot.MAX_SETS - 1) << 5);
                },
                "damaged: section " + table + " names a set beyond the 5 of section SETS");
    }

    private void refusedOrigin(SectionType type, Consumer<ByteBuffer> change, String origin) throws IOException {
        refusedSection(type, change, "damaged: origin " + origin + " in section " + type + " (expected: of 4 files)");
    }

    /** A section with other content, whose checksum is right. */
    private void refusedSection(SectionType type, Consumer<ByteBuffer> change, String message) throws IOException {
        byte[] file = Files.readAllBytes(example());
        ByteBuffer all = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        int row = FIRST_ROW_TYPE_AT;
        while (all.getInt(row) != type.code()) {
            row += IndexHeader.ROW_BYTES;
        }
        ByteBuffer section = all.slice((int) all.getLong(row + 8), (int) all.getLong(row + 16));
        change.accept(section.order(LITTLE_ENDIAN));
        CRC32C checksum = new CRC32C();
        checksum.update(section.duplicate().rewind());
        all.putInt(row + 32, (int) checksum.getValue());
        all.putInt(IndexHeader.CHECKSUM_AT, IndexHeader.checksum(Arrays.copyOf(file, all.getInt(12))));
        Path damaged = Files.write(folder.resolve("damaged"), file);
        assertThatThrownBy(() -> Index.open(damaged))
                .isInstanceOf(IndexFormatException.class)
                .hasMessage(damaged + ": " + message);
    }

    private static String name(int code) {
        return Arrays.stream(SectionType.values())
                .filter(type -> type.code() == code)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static int nextUsed(byte[] bytes, int from) {
        int position = from;
        while (bytes[position] == 0) {
            position = (position + 1) % bytes.length;
        }
        return position;
    }

    private static Verdict[] answers(Index index) throws Exception {
        return new Verdict[] {
            index.find(Host.parse("www.example.org")),
            index.find(Host.parse("example.net")),
            index.find(Host.parse("192.0.2.7")),
            index.find(Host.parse("example.com")),
            index.find(Entries.url("example.com/A/b?c")),
            index.find(Host.parse("[2001:db8::7]")),
            index.find(Entries.url("example.test/Banner/"))
        };
    }

    private void refused(Consumer<ByteBuffer> change, String message) throws IOException {
        Path file = changed(change);
        assertThatThrownBy(() -> Index.open(file))
                .isInstanceOf(IndexFormatException.class)
                .hasMessage(file + ": " + message);
    }

    /** The example with another header, whose checksum is right. */
    private Path changed(Consumer<ByteBuffer> change) throws IOException {
        byte[] file = Files.readAllBytes(example());
        ByteBuffer header = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        change.accept(header);
        int length = header.getInt(12);
        header.putInt(IndexHeader.CHECKSUM_AT, IndexHeader.checksum(Arrays.copyOf(file, length)));
        return Files.write(folder.resolve("changed"), file);
    }

    private Path example() throws IOException {
        return example(folder);
    }

    /** With an entry of every kind. */
    private static Path example(Path folder) throws IOException {
        return new Entries(folder)
                .add("games", Entries.name("example.org"))
                .add("games", new ListEntry.Name(Entries.host("example.net"), Scope.BELOW_ONLY))
                .add("own", ListFormat.HOSTS, Entries.name("example.org"), Effect.EXCEPTED)
                .add("own", ListFormat.HOSTS, Entries.name("www.example.org"), Effect.IMPORTANT)
                .add("malware", new ListEntry.Name(Entries.host("192.0.2.7"), Scope.EXACT))
                .add("ut1", ListFormat.UT1, Entries.pages("example.com/a/B?c"), Effect.LISTED)
                .add("malware", Entries.range("192.0.2.0", "192.0.2.9"))
                .add("malware", Entries.range("[2001:db8::]", "[2001:db8::ffff]"))
                .add("ut1", ListFormat.UT1, Entries.expression("/(banner|adverts?)/"), Effect.LISTED)
                .file();
    }
}
