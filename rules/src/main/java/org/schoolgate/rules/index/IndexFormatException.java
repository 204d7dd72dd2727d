package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not an index that this version can trust; says what was found and what was expected. */
public final class IndexFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    IndexFormatException(String problem) {
        super(problem);
    }

    private IndexFormatException(Path file, IndexFormatException cause) {
        super(file + ": " + cause.getMessage(), cause);
    }

    IndexFormatException in(Path file) {
        return new IndexFormatException(file, this);
    }
}
