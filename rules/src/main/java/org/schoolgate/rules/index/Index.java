package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Verdict;

/**
 * A compiled index, loaded: what all lists together say about a host. Immutable and free of locks, for any number of
 * threads. Needs no closing: what is mapped is let go with the last reference, so a look-up under way never loses it.
 */
public final class Index {
    private final IndexHeader header;
    private final ListTable lists;
    private final HostTable hosts;
    private final SortedSet<Category> categories;

    private Index(IndexHeader header, ListTable lists, HostTable hosts) {
        this.header = header;
        this.lists = lists;
        this.hosts = hosts;
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
            ListTable lists = ListTable.decode(file.map(SectionType.LISTS), file.count(SectionType.LISTS));
            return new Index(file.header(), lists, HostTable.load(file, lists));
        } catch (IndexFormatException e) {
            throw e.in(path);
        }
    }

    /** All that the lists say about the host, for its own name and every parent. Nothing is merged. */
    public Verdict find(Host host) {
        return new Verdict(host, hosts.find(host));
    }

    /** The categories that some list has, even if it has no entry. */
    public SortedSet<Category> categories() {
        return categories;
    }

    /** In the order in which they were compiled. */
    public List<ListFacts> lists() {
        return lists.lists();
    }

    /** How many different hosts are listed. */
    public int size() {
        return hosts.size();
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(header.createdAtMillis());
    }

    /** Two indexes with the same id say the same; 32 hexadecimal digits. */
    public String snapshotId() {
        return HexFormat.of().formatHex(header.snapshotId());
    }
}
