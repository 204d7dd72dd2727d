package org.schoolgate.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;

final class PackedFolderTest {
    @TempDir
    private Path parent;

    @Test
    void packedFolderIsReadAsTheFolderIs() throws Exception {
        Path folder = parent.resolve("ut1");
        Files.createDirectories(folder.resolve("adult"));
        Files.writeString(folder.resolve("adult/domains"), "adult.example\nother.example\n");
        Files.createSymbolicLink(folder.resolve("porn"), Path.of("adult"));
        Path archive = parent.resolve("ut1.tar.zst");

        PackedFolder.write(folder, archive);
        FileTime sameTime = Files.getLastModifiedTime(folder.resolve("adult/domains"));
        Files.setLastModifiedTime(archive, sameTime);

        assertThat(compile(archive)).isEqualTo(compile(folder)).contains("\"aliases\":[\"porn\"]", "\"kept\":2");
    }

    private String compile(Path source) {
        String out = parent.resolve("index").toString();
        CommandLineRun run = CommandLineRun.of("lists", "compile", "--json", "--source", "ut1:" + source, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
