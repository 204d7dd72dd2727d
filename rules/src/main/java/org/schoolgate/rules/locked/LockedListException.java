package org.schoolgate.rules.locked;

import java.io.IOException;

/** A file is no locked list that this version can trust; says what was found and what was expected, and no address. */
public final class LockedListException extends IOException {
    private static final long serialVersionUID = 1L;

    LockedListException(String problem) {
        super("locked list: " + problem);
    }
}
