package org.schoolgate.rules.list;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;

/**
 * What became of one list.
 *
 * @param name the source's name, or that and the part of the source: {@code ut1/adult}
 * @param format as named for the source, or as told from the content
 * @param evidence why the content is taken for that format; empty where the format was named
 * @param provenance of the list: as said with the source, or else as its files say
 * @param aliases other names of the list: symbolic links to its folder
 * @param read lines that are neither blank nor a comment
 * @param kept entries; with several names on a line there may be more of them than lines
 * @param exceptions how many of the kept take something off the list
 * @param duplicate names that the list had before with the same scope
 * @param rejected lines or names that did not become an entry
 * @param reasons how many were rejected for which reason, and how many files and links were not read
 * @param firstRejected the first 100 of them
 * @param warned how many entries a person should know of, by reason
 * @param firstWarned the first 100 of them
 * @param seen what else was seen and how often, such as rules about parts of pages
 */
public record ListSummary(
        String name,
        ListFormat format,
        String evidence,
        Category category,
        Provenance provenance,
        List<String> aliases,
        long read,
        long kept,
        long exceptions,
        long duplicate,
        long rejected,
        SortedMap<String, Long> reasons,
        List<ReportedLine> firstRejected,
        SortedMap<String, Long> warned,
        List<ReportedLine> firstWarned,
        SortedMap<String, Long> seen) {
    public ListSummary {
        aliases = List.copyOf(aliases);
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        firstRejected = List.copyOf(firstRejected);
        warned = Collections.unmodifiableSortedMap(new TreeMap<>(warned));
        firstWarned = List.copyOf(firstWarned);
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** A list whose format was named, of unknown provenance, and of which nobody need know more. */
    public ListSummary(
            String name,
            ListFormat format,
            Category category,
            List<String> aliases,
            long read,
            long kept,
            long duplicate,
            long rejected,
            SortedMap<String, Long> reasons,
            List<ReportedLine> firstRejected,
            SortedMap<String, Long> seen) {
        this(
                name,
                format,
                "",
                category,
                Provenance.UNKNOWN,
                aliases,
                read,
                kept,
                0,
                duplicate,
                rejected,
                reasons,
                firstRejected,
                new TreeMap<>(),
                List.of(),
                seen);
    }

    /**
     * The same, with what became of its {@link #kept} entries in the index.
     *
     * @param duplicates how many of them were there before
     * @param alikeExceptions how many of these duplicates are exceptions
     * @param refused how many were not taken for which reason
     * @param noted what else was seen
     */
    public ListSummary indexed(
            long duplicates, long alikeExceptions, SortedMap<String, Long> refused, SortedMap<String, Long> noted) {
        long notTaken = refused.values().stream().mapToLong(Long::longValue).sum();
        return new ListSummary(
                name,
                format,
                evidence,
                category,
                provenance,
                aliases,
                read,
                kept - duplicates - notTaken,
                exceptions - alikeExceptions,
                duplicate + duplicates,
                rejected + notTaken,
                sum(reasons, refused),
                firstRejected,
                warned,
                firstWarned,
                sum(seen, noted));
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> counts, SortedMap<String, Long> more) {
        SortedMap<String, Long> sum = new TreeMap<>(counts);
        more.forEach((what, count) -> sum.merge(what, count, Long::sum));
        return sum;
    }
}
