package org.schoolgate.rules.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Provenance;

/** Counts what becomes of one list, whose lines may stand in several files. */
final class ListTally {
    private static final int FIRST = 100;

    private final String name;
    private final ListFormat format;
    private final Category category;
    private final String evidence;
    private String licence;
    private final List<String> aliases = new ArrayList<>();
    private long read;
    private long kept;
    private long exceptions;
    private long rejected;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final List<ReportedLine> firstRejected = new ArrayList<>();
    private final SortedMap<String, Long> warned = new TreeMap<>();
    private final List<ReportedLine> firstWarned = new ArrayList<>();
    private final SortedMap<String, Long> seen = new TreeMap<>();

    /** @param licence as said with the source; empty when its files may say it */
    ListTally(String name, ListFormat format, Category category, String evidence, String licence) {
        this.name = name;
        this.format = format;
        this.category = category;
        this.evidence = evidence;
        this.licence = licence;
    }

    String name() {
        return name;
    }

    ListFile file(String path) {
        return new ListFile(name, format, category, path);
    }

    Category category() {
        return category;
    }

    /** Whether there is an entry that puts something on the list. */
    boolean listsAnything() {
        return kept > exceptions;
    }

    /** Of all that is said, the first counts. */
    void licence(String said) {
        licence = licence.isEmpty() ? said : licence;
    }

    Map<String, Long> reasons() {
        return reasons;
    }

    Map<String, Long> seen() {
        return seen;
    }

    void addAlias(String alias) {
        aliases.add(alias);
    }

    void addRead() {
        read++;
    }

    void addKept(Effect effect) {
        kept++;
        if (effect == Effect.EXCEPTED) {
            exceptions++;
        }
    }

    void addSeen(String what) {
        seen.merge(what, 1L, Long::sum);
    }

    void reject(ReportedLine line) {
        rejected++;
        add(line, reasons, firstRejected);
    }

    /** A file or a link that is not read: told of as what is rejected is, but no line. */
    void leaveOut(ReportedLine file) {
        add(file, reasons, firstRejected);
    }

    void warn(ReportedLine line) {
        add(line, warned, firstWarned);
    }

    private static void add(ReportedLine line, SortedMap<String, Long> counts, List<ReportedLine> first) {
        counts.merge(line.reason(), 1L, Long::sum);
        if (first.size() < FIRST) {
            first.add(line);
        }
    }

    /** @param fetchedAt when its source was obtained */
    ListSummary summary(Instant fetchedAt) {
        return new ListSummary(
                name,
                format,
                evidence,
                category,
                new Provenance(Optional.of(fetchedAt), licence),
                aliases,
                read,
                kept,
                exceptions,
                0,
                rejected,
                reasons,
                firstRejected,
                warned,
                firstWarned,
                seen);
    }
}
