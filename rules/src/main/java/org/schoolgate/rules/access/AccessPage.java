package org.schoolgate.rules.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the records that a query found, newest first.
 *
 * @param next where the following page begins; null when there is nothing older. A page ends early, even empty, when much
 *     had to be read for it.
 * @param damaged frames and lines that could not be read on the way
 */
public record AccessPage(
        List<AccessRecord> records, @Nullable String next, int damaged) {
    public AccessPage {
        records = List.copyOf(records);
    }
}
