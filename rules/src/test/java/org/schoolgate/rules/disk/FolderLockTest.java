package org.schoolgate.rules.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void folderIsHeldByOneUntilItIsLetGo() throws IOException {
        assertThat(FolderLock.isHeld(folder)).isFalse();
        try (FolderLock lock = FolderLock.take(folder, "gateway")) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.isHeld(folder)).isTrue();
            assertThatThrownBy(() -> FolderLock.take(folder, "gateway"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + " is in use by another gateway");
        }
        assertThat(FolderLock.isHeld(folder)).isFalse();
        FolderLock.take(folder, "gateway").close();
    }

    @Test
    void folderThatIsNotThereIsHeldByNobody() throws IOException {
        assertThat(FolderLock.isHeld(folder.resolve("missing"))).isFalse();
    }
}
