package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column that is looked for.
 *
 * @param id what it is called here
 * @param spellings headings under which systems export it, as {@link #spelling} has them; where a table has several, the
 *     first here counts
 * @param isRepeated whether all columns of the table with one of these headings count, and not one alone
 */
record Column(String id, List<String> spellings, boolean isRepeated) {
    Column {
        spellings = List.copyOf(spellings);
    }

    static Column one(String id, String... otherSpellings) {
        return new Column(id, spellings(id, otherSpellings), false);
    }

    static Column several(String id, String... otherSpellings) {
        return new Column(id, spellings(id, otherSpellings), true);
    }

    private static List<String> spellings(String id, String... others) {
        List<String> spellings = new ArrayList<>(List.of(id));
        spellings.addAll(List.of(others));
        return spellings.stream().map(Column::spelling).toList();
    }

    /** A heading without what systems spell differently: case, spaces, punctuation. */
    static String spelling(String heading) {
        StringBuilder spelling = new StringBuilder();
        heading.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(spelling::appendCodePoint);
        return spelling.toString();
    }
}
