package org.schoolgate.admin.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of a person, as it is written. Cells that are null are of columns that the table does not have.
 *
 * @param nameParts in the order in which they are spoken
 */
record PersonCells(
        Cell id,
        List<Cell> nameParts,
        @Nullable Cell username,
        @Nullable Cell role,
        @Nullable Cell year,
        boolean isLeaver,
        @Nullable Cell password) {
    Place place() {
        return id.place();
    }
}
