package org.schoolgate.cli.console;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that somebody wrote in an editor, which may save in another encoding than ours. */
public final class TextFile {
    private TextFile() {}

    /** @throws IOException naming the file, also when it is not UTF-8 */
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8 (expected: text that is saved as UTF-8)", e);
        }
    }
}
