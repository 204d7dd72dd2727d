package org.schoolgate.rules.index;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Match;

/** For tests of indexes: entries to fill one with, none at first. */
abstract class EntriesOfATest {
    @TempDir
    Path folder;

    Entries entries;

    @BeforeEach
    void noEntries() {
        entries = new Entries(folder);
    }

    /** All that a match tells, such as {@code games: example.org/a found in example.org/a, games.txt:1}. */
    static String told(Match match) {
        return match.list().name() + ": " + match.entry().text() + " found in " + match.matched() + ", " + match.file()
                + ":" + match.line();
    }
}
