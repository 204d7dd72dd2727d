package org.schoolgate.admin.people;

import java.util.List;
import java.util.Map;
import org.schoolgate.admin.http.ProblemException;

/** Keeps an export that was cut off, or that has another part of the school in it, from sending people away. */
final class LeaverGuard {
    /** So many may go at any time, however small the school is. */
    private static final int FEW = 10;

    private static final int MOST_PERCENT = 20;
    private static final int HUNDRED = 100;

    private LeaverGuard() {}

    /**
     * @param what they are, for the message
     * @throws ProblemException when more than a fifth of {@code before} would go, unless it is forced
     */
    static void check(String what, long leaving, long before, ImportOptions options) {
        if (!options.force() && leaving > FEW && leaving * HUNDRED > before * MOST_PERCENT) {
            throw ProblemException.invalid(
                    "too-many-leavers",
                    "The import would remove too many",
                    "%d of the %d %s of the source \"%s\" would go; nothing is changed (force=true accepts it, another source keeps them)"
                            .formatted(leaving, before, what, options.source()),
                    List.of(Map.of("before", before, "leaving", leaving)));
        }
    }
}
