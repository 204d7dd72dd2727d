package org.schoolgate.rules.list;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;

/** Counts what becomes of one list, whose lines may stand in several files. */
final class ListTally {
    private static final int FIRST = 100;

    private final String name;
    private final ListFormat format;
    private final Category category;
    private final String evidence;
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

    ListTally(String name, ListFormat format, Category category, String evidence) {
        this.name = name;
        this.format = format;
        this.category = category;
        this.evidence = evidence;
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

    void warn(ReportedLine line) {
        add(line, warned, firstWarned);
    }

    private static void add(ReportedLine line, SortedMap<String, Long> counts, List<ReportedLine> first) {
        counts.merge(line.reason(), 1L, Long::sum);
        if (first.size() < FIRST) {
            first.add(line);
        }
    }

    ListSummary summary() {
        return new ListSummary(
                name,
                format,
                evidence,
                category,
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
