package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A source cannot be read at all; says which and where. A mere bad line is a {@link ReportedLine} instead. */
public final class ListSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    ListSourceException(String message) {
        super(message);
    }

    private ListSourceException(String message, IOException cause) {
        super(message, cause);
    }

    /** The same problem, said to be in that place. */
    static ListSourceException in(String place, IOException e) {
        return new ListSourceException(place.isEmpty() ? problem(e) : place + ": " + problem(e), e);
    }

    private static String problem(IOException e) {
        if (e instanceof ListSourceException) {
            return String.valueOf(e.getMessage());
        }
        return e instanceof NoSuchFileException
                ? "no such file or folder"
                : "cannot be read to its end, as if it were cut off or damaged (" + e.getMessage() + ")";
    }
}
