package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** For tests of sources: a folder, and what is in it. */
abstract class SourceFolder {
    @TempDir
    Path folder;

    /** Writes a file, and makes the folders that it is in. */
    final Path write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, content);
    }
}
