package org.schoolgate.admin.list;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.list.Source.SourceList;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.ReportedLine;

/**
 * A source as people get it.
 *
 * @param generation the bundle that first has it; only in the answer to its upload, as are the lists' reasons and lines
 */
record SourceView(
        String name,
        String format,
        @Nullable String category,
        boolean suffixes,
        boolean namesAlone,
        @Nullable String licence,
        long size,
        Instant uploadedAt,
        @Nullable Long generation,
        List<Lists> lists) {
    private static final int SHOWN_LINES = 20;

    static SourceView of(Source source) {
        return view(source, null, source.lists().stream().map(Lists::of).toList());
    }

    static SourceView of(Sources.Replaced replaced) {
        List<Lists> lists = replaced.summaries().stream().map(Lists::of).toList();
        return view(replaced.source(), replaced.position().generation(), lists);
    }

    private static SourceView view(Source source, @Nullable Long generation, List<Lists> lists) {
        return new SourceView(
                source.name(),
                source.format().id(),
                source.category().map(Category::id).orElse(null),
                source.options().takesSuffixes(),
                source.options().namesAlone(),
                source.licence().isEmpty() ? null : source.licence(),
                source.size(),
                source.uploadedAt(),
                generation,
                lists);
    }

    /**
     * @param reasons how many lines were rejected for which reason
     * @param rejectedLines the first of them
     * @param seen what was seen and is not used, such as rules about parts of pages
     * @param evidence why the content was taken for that format
     * @param warned how many entries a person should know of, by reason
     * @param warnings the first of them
     */
    record Lists(
            String name,
            String category,
            @Nullable String licence,
            long read,
            long kept,
            long exceptions,
            long duplicate,
            long rejected,
            @Nullable Map<String, Long> reasons,
            @Nullable List<ReportedLine> rejectedLines,
            @Nullable Map<String, Long> seen,
            @Nullable String format,
            @Nullable String evidence,
            @Nullable Map<String, Long> warned,
            @Nullable List<ReportedLine> warnings) {
        static Lists of(SourceList list) {
            return new Lists(
                    list.name(),
                    list.category(),
                    list.licence(),
                    list.read(),
                    list.kept(),
                    list.exceptions(),
                    list.duplicate(),
                    list.rejected(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        static Lists of(ListSummary list) {
            String licence = list.provenance().licence();
            return new Lists(
                    list.name(),
                    list.category().id(),
                    licence.isEmpty() ? null : licence,
                    list.read(),
                    list.kept(),
                    list.exceptions(),
                    list.duplicate(),
                    list.rejected(),
                    list.reasons(),
                    list.firstRejected().stream().limit(SHOWN_LINES).toList(),
                    list.seen(),
                    list.format().id(),
                    list.evidence(),
                    list.warned(),
                    list.firstWarned().stream().limit(SHOWN_LINES).toList());
        }
    }
}
