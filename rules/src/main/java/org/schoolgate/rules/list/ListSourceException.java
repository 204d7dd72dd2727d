package org.schoolgate.rules.list;

import java.io.IOException;

/** A source cannot be read at all; says which and where. A mere bad line is a {@link RejectedLine} instead. */
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
        String problem = e instanceof ListSourceException
                ? String.valueOf(e.getMessage())
                : "cannot be read to its end (" + e + ")";
        return new ListSourceException(place.isEmpty() ? problem : place + ": " + problem, e);
    }
}
