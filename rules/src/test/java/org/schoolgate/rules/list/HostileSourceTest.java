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
            names = {"GZIP", "BZIP2", "XZ", "ZSTD"})
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
            names = {"GZIP", "BZIP2", "XZ", "ZSTD"})
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
    void binaryRubbishIsNoList() throws IOException {
        byte[] rubbish = new byte[100_000];
        new java.util.Random(7).nextBytes(rubbish);
        Path file = Files.write(folder.resolve("list"), rubbish);
        assertThatThrownBy(() -> domains(file)).hasMessageContaining("list: no entry in it; rejected: ");
    }

    @Test
    void whatAZipArchiveUnpacksToCounts() throws IOException {
        Path bomb = Files.write(folder.resolve("bomb"), Packing.zip("adult/domains", new byte[16 << 20]));
        assertThatThrownBy(() -> new SourceFiles(new Draining(), 1 << 20).visit(bomb))
                .hasMessage("adult/domains: more than 1048576 bytes when unpacked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../adult/domains", "/adult/domains", "a\\..\\..\\adult\\domains"})
    void aPathThatLeavesItsZipArchiveIsRefused(String path) throws IOException {
        Path file = Files.write(folder.resolve("lists.zip"), Packing.zip(path, "a.example".getBytes(UTF_8)));
        assertThatThrownBy(() -> ut1(file)).hasMessageContaining("a path that leaves the archive");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120})
    void aTruncatedZipArchiveIsRefusedWhereverItEnds(int missing) throws IOException {
        byte[] zip = Packing.zip("adult/domains", "a.example\nb.example\n".getBytes(UTF_8));
        Path file = Files.write(folder.resolve("lists.zip"), Arrays.copyOf(zip, zip.length - missing));
        assertThatThrownBy(() -> ut1(file)).isInstanceOf(ListSourceException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "BZIP2", "XZ", "ZSTD"})
    void aFilePackedTwiceIsRefusedWithItsPlace(Packing packing) throws IOException {
        byte[] list = packing.pack("a.example\n".getBytes(UTF_8));
        Path twice = Files.write(folder.resolve("list"), packing.pack(list));
        assertThatThrownBy(() -> domains(twice)).hasMessageContaining("packed twice");
        Path inArchive = Files.write(folder.resolve("lists.zip"), Packing.zip("adult/domains", list));
        assertThatThrownBy(() -> ut1(inArchive))
                .hasMessage(inArchive + ": adult/domains: packed twice (expected: a list, packed once or not at all)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>\n<html>", "\ufeff \n<HTML lang=en>", "<?xml version='1.0'?>"})
    void aWebPageInThePlaceOfAListIsRefusedWithItsPlace(String start) throws IOException {
        Files.createDirectories(folder.resolve("games"));
        Files.writeString(
                folder.resolve("games/domains"), start + "\n<a href='//a.example'>a.example</a>\na.example\n");
        assertThatThrownBy(() -> ut1(folder)).hasMessage(folder + ": games/domains: a web page (expected: a list)");
    }

    @ParameterizedTest
    @EnumSource(
            value = ListFormat.class,
            names = {"UT1"},
            mode = EnumSource.Mode.EXCLUDE)
    void anEmptyFileIsRefusedInEveryFormat(ListFormat format) throws IOException {
        String name = format == ListFormat.E2GUARDIAN ? "bannedsitelist" : "list";
        Path file = Files.writeString(folder.resolve(name), "\n\n");
        assertThatThrownBy(() -> Reading.of(ListSource.parse(format.id() + ":" + file + "=games")))
                .hasMessage(file + ": no entry in it: it is empty, or has nothing but comments");
    }

    @Test
    void anEmptyFileAmongOthersIsNoFault() throws IOException {
        Files.createDirectories(folder.resolve("games"));
        Files.createDirectories(folder.resolve("adult"));
        Files.createFile(folder.resolve("adult/domains"));
        Files.writeString(folder.resolve("games/domains"), "a.example\n");
        assertThat(ut1(folder).list("ut1/adult").kept()).isZero();
    }

    @Test
    void moreFilesThanAnyListHasAreRefused() throws IOException {
        Packing.Tar tar = new Packing.Tar();
        for (int i = 0; i <= 20_000; i++) {
            tar.file("c" + i + "/domains", "");
        }
        Path file = tar(tar);
        assertThatThrownBy(() -> ut1(file)).hasMessage(file + ": c20000/domains: more than 20000 files");
    }

    @Test
    void nullBytesAndBadUtf8AreRejectedLineByLine() throws IOException {
        byte[] lines = {'a', 0, '.', 'b', '\n', (byte) 0xff, (byte) 0xfe, '.', 'b', '\n', 'a', '.', 'b', 'c', '\n'};
        Reading reading = domains(Files.write(folder.resolve("list"), lines));
        assertThat(reading.entries()).contains("list list:3 NAME_AND_BELOW a.bc");
        assertThat(reading.only().firstRejected())
                .extracting(ReportedLine::number)
                .contains(1);
    }

    @Test
    void anExpressionThatWouldBlowUpIsRejectedAtOnce() throws IOException {
        Files.createDirectories(folder.resolve("games"));
        Files.writeString(
                folder.resolve("games/expressions"),
                "((a{100}){100}){100}\n(a*)*b\n.*\n.\n.+\n/\nhttps?://\n(?<x>a)(?=b)\ngood\n");
        ListSummary summary = ut1(folder).only();
        assertThat(summary.reasons())
                .containsEntry("expression that is too large", 1L)
                .containsEntry("expression that is found in every URL", 5L);
        assertThat(summary.kept()).isEqualTo(2);
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
