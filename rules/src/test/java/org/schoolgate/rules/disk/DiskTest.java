package org.schoolgate.rules.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTest {
    private final Disk disk = Disk.ofSystem();

    @TempDir
    private Path folder;

    @Test
    void appendsAfterWhatIsThere() throws IOException {
        Path file = folder.resolve("file");
        append(file, "one");
        append(file, "two");
        assertThat(file).hasContent("onetwo");
        assertThat(disk.size(file)).isEqualTo(6);
    }

    @Test
    void whatItMakesIsTheOwnersAlone() throws IOException {
        Path inner = folder.resolve("a").resolve("b");
        disk.makeFolder(inner);
        append(inner.resolve("file"), "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner.resolve("file"))))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesTheContentOfAFile() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve("file.new"), "left behind by a crash");
        disk.replace(file, "one".getBytes(UTF_8));
        disk.replace(file, "two".getBytes(UTF_8));
        assertThat(file).hasContent("two");
        assertThat(disk.list(folder)).containsExactly(file);
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertThat(disk.list(folder.resolve("none"))).isEmpty();
    }

    @Test
    void filesLargerThanExpectedAreNotRead() throws IOException {
        Path file = folder.resolve("file");
        append(file, "four");
        assertThat(disk.readAll(file, 4)).hasSize(4);
        assertThatThrownBy(() -> disk.readAll(file, 3)).hasMessageEndingWith("4 bytes (expected: at most 3)");
    }

    @Test
    void linkedFileOutlivesItsFirstName() throws IOException {
        Path file = folder.resolve("file");
        append(file, "x");
        disk.link(file, folder.resolve("second"));
        disk.delete(file);
        disk.delete(file);
        assertThat(folder.resolve("second")).hasContent("x");
    }

    private void append(Path file, String text) throws IOException {
        try (Appender out = disk.append(file)) {
            out.write(text.getBytes(UTF_8), 0, text.length());
            out.sync();
        }
    }
}
