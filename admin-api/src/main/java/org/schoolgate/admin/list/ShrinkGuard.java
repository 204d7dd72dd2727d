package org.schoolgate.admin.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.admin.http.ProblemException;

/** Refuses what is more likely a broken download than a list: less than half of what there was. An empty one is no source at all. */
final class ShrinkGuard {
    private ShrinkGuard() {}

    static void check(Optional<Source> old, Source added, boolean force) {
        long before = old.map(Source::listed).orElse(0L);
        long now = added.listed();
        if (force || now >= before - now) {
            return;
        }
        String detail = "the source has %d entries and had %d before".formatted(now, before);
        throw ProblemException.invalid(
                "source-shrunk",
                "The source has lost most of its entries",
                detail + "; force=true accepts it",
                List.of(Map.of("before", before, "now", now)));
    }
}
