package org.schoolgate.admin.roster;

import java.util.Set;

/** What systems write for yes and no; an empty cell is no. */
final class YesOrNo {
    private static final Set<String> YES = Set.of("yes", "y", "true", "1");
    private static final Set<String> NO = Set.of("", "no", "n", "false", "0");

    private YesOrNo() {}

    static boolean isYes(Cell cell) {
        return YES.contains(Column.spelling(cell.text()));
    }

    static boolean isNo(Cell cell) {
        return NO.contains(Column.spelling(cell.text()));
    }
}
