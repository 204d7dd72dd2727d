package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.locked.LockedSource;

/** A locked list, made of the source that a command line names. Nothing that is printed of it has an address in it. */
public final class HashedList {
    private static final int SHOWN_LINES = 20;

    private final LockedSource.Made made;

    private HashedList(LockedSource.Made made) {
        this.made = made;
    }

    /** Reads and hashes the source. */
    public static HashedList of(ListSource source) throws IOException {
        return new HashedList(LockedSource.read(source, new SecureRandom()));
    }

    /** What a bundle or the admin process takes. */
    public byte[] file() {
        return made.file();
    }

    /** Says what became of its lines. */
    public void print(PrintWriter out) {
        out.printf(
                "locked list: read %d, hosts %d, pages %d, duplicate %d, rejected %d%n",
                made.read(), made.list().names(), made.list().pages(), made.duplicates(), made.rejected());
        made.firstRejected().stream()
                .limit(SHOWN_LINES)
                .forEach(line -> out.printf("%s line %d: %s%n", line.file(), line.line(), line.reason()));
        if (made.rejected() > SHOWN_LINES) {
            made.reasons().forEach((reason, count) -> out.printf("in all %d: %s%n", count, reason));
        }
    }
}
