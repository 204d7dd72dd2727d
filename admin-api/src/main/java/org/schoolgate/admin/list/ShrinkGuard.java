package org.schoolgate.admin.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.admin.http.ProblemException;

/** Refuses what is more likely a broken download than a list: nothing in it, or less than half of what there was. */
final class ShrinkGuard {
    private ShrinkGuard() {}

    static void check(Optional<Source> old, Source added, boolean force) {
        long before = old.map(Source::kept).orElse(0L);
        long now = added.kept();
        if (force || now > 0 && now >= before - now) {
            return;
        }
        String detail = now == 0
                ? "the source has no entries"
                : "the source has %d entries and had %d before".formatted(now, before);
        throw ProblemException.invalid(
                "source-shrunk",
                "The source has lost most of its entries",
                detail + "; force=true accepts it",
                List.of(Map.of("before", before, "now", now)));
    }
}
