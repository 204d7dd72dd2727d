package org.schoolgate.rules.locked;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.SourceReader;
import org.schoolgate.rules.url.PublicSuffixes;

/** Makes a locked list from a source in any format that lists have. */
public final class LockedSource {
    /** A source with more is refused. */
    public static final int MAX_ENTRIES = 1_000_000;

    private static final int FIRST_REJECTED = 100;
    private static final Category CATEGORY = new Category("locked");

    private final ListSource source;
    private final PublicSuffixes suffixes;
    private final LockedListBuilder builder;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final List<Rejected> firstRejected = new ArrayList<>();
    private long duplicates;

    private LockedSource(ListSource source, RandomGenerator random) throws IOException {
        this.source = source.with(CATEGORY);
        this.suffixes = PublicSuffixes.readOrBuiltIn(PublicSuffixes.DEBIAN);
        this.builder = new LockedListBuilder(random);
    }

    /**
     * A locked list that was made.
     *
     * @param file its content, for {@link LockedList#read}
     * @param list what is in it
     * @param read lines that are neither blank nor a comment
     * @param duplicates entries that were there before
     * @param reasons how many lines were rejected for which reason
     * @param firstRejected the first 100 of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
    public record Made(
            byte[] file,
            LockedList list,
            long read,
            long duplicates,
            SortedMap<String, Long> reasons,
            List<Rejected> firstRejected) {
        public Made {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
            firstRejected = List.copyOf(firstRejected);
        }

        public long rejected() {
            return reasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A line that did not become an entry. Its text is not kept: it may be an address.
     *
     * @param line counted from 1
     */
    public record Rejected(String file, int line, String reason) {}

    /**
     * Reads the source to its end.
     *
     * @param random must be one for secrets
     * @throws LockedListException when there is no entry in it, or there are more than {@link #MAX_ENTRIES}
     * @throws IOException when it cannot be read, see {@link SourceReader}
     */
    public static Made read(ListSource source, RandomGenerator random) throws IOException {
        return new LockedSource(source, random).read();
    }

    private Made read() throws IOException {
        ListGuards guards = new ListGuards(suffixes, Map.of(), category -> false);
        List<ListSummary> lists = SourceReader.read(source, name -> Optional.empty(), guards, this::open);
        if (builder.size() == 0) {
            throw new LockedListException("the source has no entry that a locked list can hold");
        }
        for (ListSummary list : lists) {
            list.reasons().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
            list.firstRejected().forEach(line -> note(new Rejected(line.file(), line.number(), line.reason())));
        }
        byte[] file = builder.toFile();
        long read = lists.stream().mapToLong(ListSummary::read).sum();
        return new Made(file, LockedList.read(file), read, duplicates, reasons, firstRejected);
    }

    private EntrySink open(ListFile file) {
        return (entry, effect, line) -> take(entry, effect, file.path(), line);
    }

    private void take(ListEntry entry, Effect effect, String file, int line) throws LockedListException {
        String problem = effect == Effect.EXCEPTED ? "an exception, and nothing lifts a locked list" : add(entry);
        if (problem != null) {
            reasons.merge(problem, 1L, Long::sum);
            note(new Rejected(file, line, problem));
        }
    }

    /** Returns why not; null when it was added. */
    private @Nullable String add(ListEntry entry) throws LockedListException {
        if (entry instanceof ListEntry.Expression) {
            return "an expression, which a locked list cannot hold";
        }
        if (entry instanceof ListEntry.Range range) {
            if (!Arrays.equals(range.first(), range.last())) {
                return "a range of addresses, which a locked list cannot hold";
            }
            count(builder.add(new ListEntry.Name(Host.ofAddress(range.first()), Scope.EXACT)));
        } else if (entry instanceof ListEntry.Name name) {
            Site site = site(name.host(), name.scope());
            count(builder.add(new ListEntry.Name(site.host(), site.scope())));
        } else if (entry instanceof ListEntry.Pages page) {
            Site site = site(page.host(), page.scope());
            count(builder.add(new ListEntry.Pages(site.host(), site.scope(), page.key())));
        }
        return null;
    }

    private Site site(Host host, Scope scope) {
        return source.options().namesAlone() ? new Site(host, scope) : Site.of(host, scope, suffixes);
    }

    private void count(boolean isNew) throws LockedListException {
        if (!isNew) {
            duplicates++;
        }
        if (builder.size() > MAX_ENTRIES) {
            throw new LockedListException("more than " + MAX_ENTRIES + " entries");
        }
    }

    private void note(Rejected line) {
        if (firstRejected.size() < FIRST_REJECTED) {
            firstRejected.add(line);
        }
    }
}
