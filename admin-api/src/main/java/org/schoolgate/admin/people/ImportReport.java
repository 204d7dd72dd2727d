package org.schoolgate.admin.people;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.roster.Mistake;

/**
 * What an import did, or would do. No names of people are in it.
 *
 * @param changes the first of them, one for each person, class and device
 * @param passedOver headings of columns that nothing was taken from
 * @param generation the bundle that first has it; null where nothing was changed
 */
record ImportReport(
        boolean dryRun,
        String source,
        boolean full,
        @JsonUnwrapped Counts counts,
        List<Line> changes,
        List<Mistake> warnings,
        List<String> passedOver,
        @Nullable Long generation) {
    private static final int MAX_LINES = 1000;

    static ImportReport of(
            boolean dryRun,
            ImportOptions options,
            Counts counts,
            RegisterEdit edit,
            List<Mistake> warnings,
            List<String> passedOver) {
        return new ImportReport(
                dryRun,
                options.source(),
                options.full(),
                counts,
                edit.changes().stream().limit(MAX_LINES).map(Line::of).toList(),
                warnings.stream().limit(MAX_LINES).toList(),
                passedOver,
                null);
    }

    ImportReport in(@Nullable Long publishedIn) {
        return new ImportReport(dryRun, source, full, counts, changes, warnings, passedOver, publishedIn);
    }

    /**
     * Of people, or of devices.
     *
     * @param leaving who become leavers; devices that are removed
     * @param passwords that are set, or would be
     */
    record Counts(long added, long changed, long leaving, long unchanged, long passwords) {}

    /** @param detail which fields, from what to what */
    record Line(String kind, String id, String action, String detail) {
        static Line of(Change change) {
            return new Line(
                    change.kind().id(), change.subject(), change.action().id(), change.detail());
        }
    }
}
