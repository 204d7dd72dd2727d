package org.schoolgate.rules.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may put into a list: refused as a whole or line by line, in bounded time and memory. */
class HostileSourceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "XZ", "ZSTD"})
    void aBombIsRefusedOnceItUnpacksToMoreThanIsAllowed(Packing packing) throws IOException {
        Path bomb = Files.write(folder.resolve("bomb"), packing.pack(new byte[16 << 20]));
        assertThat(bomb).satisfies(file -> assertThat(Files.size(file)).isLessThan(20_000));
        assertThatThrownBy(() -> new SourceFiles(new Draining(), 1 << 20).visit(bomb))
                .hasMessage("more than 1048576 bytes when unpacked");
    }

    @Test
    void filesOfOneSourceShareTheBudget() throws IOException {
        Files.write(folder.resolve("a"), new byte[60]);
        Files.write(folder.resolve("b"), new byte[60]);
        assertThatThrownBy(() -> new SourceFiles(new Draining(), 100).visit(folder))
                .hasMessage("b: more than 100 bytes when unpacked");
        new SourceFiles(new Draining(), 120).visit(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../adult/domains", "/adult/domains", "a/../../adult/domains", "a/.."})
    void aPathThatLeavesItsArchiveIsRefused(String path) throws IOException {
        Path file = tar(new Packing.Tar().other(path, "", TarConstants.LF_NORMAL));
        assertThatThrownBy(() -> ut1(file)).hasMessageContaining("a path that leaves the archive");
    }

    @Test
    void anEndlessNameInAHeaderIsRefused() throws IOException {
        Path file = tar(new Packing.Tar().longName("a".repeat(200_000)).file("adult/domains", "a.example"));
        assertThatThrownBy(() -> ut1(file)).hasMessageContaining("header of more than 65536 bytes");
    }

    @Test
    void devicesPipesAndHardLinksOfAnArchiveAreLeftOut() throws IOException {
        Path file = tar(new Packing.Tar()
                .file("adult/domains", "a.example")
                .other("adult/urls", "adult/domains", TarConstants.LF_LINK)
                .other("games/domains", "", TarConstants.LF_FIFO)
                .other("drogue/domains", "", TarConstants.LF_CHR));
        assertThat(ut1(file).lists()).extracting(ListSummary::name).containsExactly("ut1/adult");
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "XZ", "ZSTD"})
    void aTruncatedFileIsRefusedInsteadOfBeingHalfAList(Packing packing) throws IOException {
        byte[] packed = packing.pack("a.example\nb.example\n".repeat(50).getBytes(UTF_8));
        Path file = Files.write(folder.resolve("list"), Arrays.copyOf(packed, packed.length - 9));
        assertThatThrownBy(() -> domains(file))
                .isInstanceOf(ListSourceException.class)
                .hasMessageContaining("cannot be read to its end");
    }

    @Test
    void aTruncatedArchiveIsRefused() throws IOException {
        byte[] tar = new Packing.Tar()
                .file("adult/domains", "a.example\n".repeat(1000))
                .bytes();
        Path file = Files.write(folder.resolve("list.tar"), Arrays.copyOf(tar, 2000));
        assertThatThrownBy(() -> ut1(file)).isInstanceOf(ListSourceException.class);
    }

    @Test
    void anEndlessLineIsRejectedAndTheNextOneRead() throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "x".repeat(10_000_000) + "\na.example\n");
        Reading reading = domains(file);
        assertThat(reading.entries()).containsExactly("list list:2 NAME_AND_BELOW a.example");
        assertThat(reading.only().reasons()).containsExactly(entry("line longer than 4096 bytes", 1L));
    }

    @Test
    void binaryRubbishIsRejectedLineByLine() throws IOException {
        byte[] rubbish = new byte[100_000];
        new java.util.Random(7).nextBytes(rubbish);
        Reading reading = domains(Files.write(folder.resolve("list"), rubbish));
        assertThat(reading.only().rejected())
                .isEqualTo(reading.only().read() - reading.only().kept())
                .isPositive();
    }

    @Test
    void foldersNestedWithoutEndAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("a/".repeat(30)));
        assertThatThrownBy(() -> ut1(folder)).hasMessageContaining("folders nested more than 16 deep");
    }

    private Path tar(Packing.Tar tar) throws IOException {
        return Files.write(folder.resolve("lists.tar"), tar.bytes());
    }

    private static Reading ut1(Path path) throws IOException {
        return Reading.of(ListSource.parse("ut1:" + path));
    }

    private static Reading domains(Path file) throws IOException {
        return Reading.of(ListSource.parse("domains:" + file + "=games"));
    }

    private static final class Draining implements SourceFiles.Visitor {
        @Override
        public void file(String path, InputStream content) throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void link(String path, String target) {
            throw new AssertionError(path + " is no link");
        }
    }
}
