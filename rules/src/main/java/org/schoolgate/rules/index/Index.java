package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.WebUrl;

/**
 * A compiled index, loaded: what all lists together say about a host or a page. Immutable and free of locks, for any number of
 * threads. Needs no closing: what is mapped is let go with the last reference, so a look-up under way never loses it.
 */
public final class Index {
    private static final ThreadLocal<Hits> HITS = ThreadLocal.withInitial(Hits::new);

    private final IndexHeader header;
    private final ListTable lists;
    private final OriginTable sets;
    private final LineTable table;
    private final PageTable pages;
    private final ColdRecords names;
    private final ColdRecords pageTexts;
    private final HitReader reader;
    private final Ranges ranges;
    private final Expressions expressions;
    private final int size;
    private final SortedSet<Category> categories;

    private Index(IndexFile file) throws IOException {
        this.header = file.header();
        this.lists = ListTable.decode(file.bytes(SectionType.LISTS), file.count(SectionType.LISTS));
        this.sets = OriginTable.decode(file.bytes(SectionType.SETS), file.count(SectionType.SETS), lists);
        NameHash hash = new NameHash(header.seed());
        this.table = LineTable.load(file, SectionType.HOST_HOT, hash, TopLevel.load(file), sets);
        LineTable paths = LineTable.load(file, SectionType.PAGE_HOT, hash, TopLevel.NONE, sets);
        this.pages = new PageTable(new PageHash(hash), paths);
        this.names = ColdRecords.load(file, SectionType.HOST_COLD, sets, table);
        this.pageTexts = ColdRecords.load(file, SectionType.PAGE_COLD, sets, paths);
        this.reader = new HitReader(lists, sets, names, pageTexts);
        this.ranges = Ranges.load(file, lists);
        this.expressions = Expressions.load(file, lists);
        this.size = (int) file.count(SectionType.HOST_COLD);
        TreeSet<Category> found = new TreeSet<>();
        lists.lists().forEach(list -> found.add(list.category()));
        this.categories = Collections.unmodifiableSortedSet(found);
    }

    /**
     * Loads an index. The file may be replaced by another afterwards, but not written to.
     *
     * @throws IndexFormatException when the file is no index, damaged, truncated, or not of a format that this version
     *     reads; the message names the file, what was found and what was expected
     */
    public static Index open(Path path) throws IOException {
        try (IndexFile file = IndexFile.open(path)) {
            return new Index(file);
        } catch (IndexFormatException e) {
            throw e.in(path);
        }
    }

    /** Looks for every entry. Takes about a second for two million names. */
    void check() throws IndexFormatException {
        new SelfCheck(table, names, pages, pageTexts).run();
        ranges.check();
    }

    /**
     * All that the lists say about the host: for its own name and every parent, for its address and the one that a 6to4
     * address carries, and by the expressions that are found in its URL without a path. Nothing is merged, and nothing said
     * about single pages.
     */
    public Verdict find(Host host) {
        return find(host, List.of());
    }

    /** All that the lists say about the host, and about the page. Nothing is merged. */
    public Verdict find(WebUrl url) {
        return find(url.host(), url.keys());
    }

    /** The same by the keys of the path; without any, as {@link #find(Host)}. */
    public Verdict find(Host host, List<MatchKey> path) {
        List<Match> matches = joined(entries(host, path), expressions.find(host, path));
        Host carried = host.carried();
        return new Verdict(host, carried == null ? matches : joined(matches, entries(carried, path)));
    }

    private List<Match> entries(Host host, List<MatchKey> path) {
        Hits hits = HITS.get();
        classify(host, hits);
        if (hits.pages().hosts() > 0) {
            pages.classify(path, hits);
        }
        return joined(explain(hits), ranges.find(host));
    }

    private static List<Match> joined(List<Match> some, List<Match> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<Match> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * Looks for the host's own name and every parent, by their keys alone: no hit means that no list names the host,
     * for certain. A hit may be one of chance (once in some 10<sup>11</sup> look-ups), so nothing follows from it before
     * {@link #explain} was asked. Ranges, expressions and carried addresses are asked by {@link #find} only. Allocates nothing.
     *
     * @return whether there is a hit
     */
    public boolean classify(Host host, Hits hits) {
        hits.ask(host);
        table.classify(hits);
        return hits.size() > 0;
    }

    /** The same for the host of a URL, and for the page. Allocates nothing but the keys of a URL whose host has listed pages. */
    public boolean classify(WebUrl url, Hits hits) {
        classify(url.host(), hits);
        if (hits.pages().hosts() > 0) {
            pages.classify(url.keys(), hits);
        }
        return hits.size() > 0 || hits.pages().size() > 0;
    }

    /**
     * The same for the text of a {@link Host}, in ASCII, within an array that stays as it is until the hits are explained.
     */
    public boolean classify(byte[] host, int from, int to, Hits hits) {
        hits.ask(host, from, to);
        table.classify(hits);
        return hits.size() > 0;
    }

    /** All that the lists say about what this index was asked for last with these hits; nearest entry first. */
    public List<Match> explain(Hits hits) {
        return reader.read(hits);
    }

    /**
     * Gives every entry to the visitor, text by text, in an order that means nothing. Takes no memory that grows with the
     * number of names and pages.
     */
    public void forEach(EntryVisitor visitor) throws IOException {
        names.forEach(Kind.NAME, lists, visitor);
        pageTexts.forEach(Kind.PAGES, lists, visitor);
        ranges.forEach(visitor);
        expressions.forEach(visitor);
    }

    /** How many different sets of lists there are; a hit has one of them. */
    public int sets() {
        return sets.count();
    }

    /**
     * What the lists of a set have to say, as far as it is no exception.
     *
     * @param below to hosts below the listed name, not to that host itself
     */
    public SortedSet<Category> categories(int set, boolean below) {
        SortedSet<Category> found = new TreeSet<>();
        for (int i = 0; i < sets.size(set); i++) {
            int origin = sets.origin(set, i);
            if (Origin.speaksOf(origin, below) && Origin.effect(origin) != Effect.EXCEPTED) {
                found.add(lists.listOf(Origin.file(origin)).category());
            }
        }
        return found;
    }

    /** The categories that some list has, even if it has no entry. */
    public SortedSet<Category> categories() {
        return categories;
    }

    /** In the order in which they were compiled. */
    public List<ListFacts> lists() {
        return lists.lists();
    }

    /** The parts of the file, in their order in it. */
    public List<SectionFacts> sections() {
        return header.sections().stream().map(SectionFacts::of).toList();
    }

    /** The version of the file's format that is read. */
    public static String formatVersion() {
        return IndexHeader.FORMAT_MAJOR + "." + IndexHeader.FORMAT_MINOR;
    }

    /** How many different hosts are listed. */
    public int size() {
        return size;
    }

    /** What look-ups read, on the heap. */
    long hotBytes() {
        return (long) table.lines() * LineTable.LINE_BYTES;
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(header.createdAtMillis());
    }

    /** Two indexes with the same id say the same; 32 hexadecimal digits. */
    public String snapshotId() {
        return HexFormat.of().formatHex(header.snapshotId());
    }
}
