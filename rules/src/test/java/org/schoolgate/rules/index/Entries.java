package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/** An index made of entries as readers give them; each list's category is its name, and its file is named after it. */
public final class Entries {
    static final Provenance PROVENANCE =
            new Provenance(Optional.of(Instant.parse("2026-11-20T23:59:59.999Z")), "CC BY-SA 4.0");

    private final Path folder;
    private final Map<String, ListFormat> formats = new LinkedHashMap<>();
    private final Map<String, List<Entry>> lists = new LinkedHashMap<>();

    record Entry(ListEntry entry, Effect effect) {}

    public Entries(Path folder) {
        this.folder = folder;
    }

    /** Adds an entry; its line is the next of its list. */
    Entries add(String list, ListFormat format, ListEntry entry, Effect effect) {
        formats.put(list, format);
        lists.computeIfAbsent(list, name -> new ArrayList<>()).add(new Entry(entry, effect));
        return this;
    }

    /** Adds what is listed in a list of plain domains. */
    public Entries add(String list, ListEntry entry) {
        return add(list, ListFormat.DOMAINS, entry, Effect.LISTED);
    }

    public static ListEntry name(String host) {
        return new ListEntry.Name(host(host), Scope.NAME_AND_BELOW);
    }

    public static ListEntry pages(String url) {
        return pages(url, Scope.NAME_AND_BELOW);
    }

    static ListEntry pages(String url, Scope scope) {
        WebUrl read = url(url);
        return new ListEntry.Pages(read.host(), scope, read.keys().get(0));
    }

    /** From one address to another. */
    public static ListEntry range(String first, String last) {
        return new ListEntry.Range(host(first).addressBytes(), host(last).addressBytes());
    }

    public static ListEntry expression(String pattern) {
        return new ListEntry.Expression(pattern);
    }

    static WebUrl url(String url) {
        try {
            return WebUrl.parseTyped(url);
        } catch (UrlSyntaxException e) {
            throw new AssertionError(url, e);
        }
    }

    /** As it comes over the wire, dot segments and all. */
    static WebUrl wire(String url) {
        try {
            return WebUrl.parse("http://" + url);
        } catch (UrlSyntaxException e) {
            throw new AssertionError(url, e);
        }
    }

    public static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    Path file() throws IOException {
        Path out = folder.resolve("entries.index");
        write(out);
        return out;
    }

    Index index() throws IOException {
        return Index.open(file());
    }

    public List<ListSummary> write(Path out) throws IOException {
        List<ListSummary> summaries = new ArrayList<>();
        try (IndexBuilder builder = new IndexBuilder(folder, Compiled.SEED, Compiled.CREATED_AT)) {
            for (String list : lists.keySet()) {
                summaries.add(give(list, builder));
            }
            return builder.write(out, summaries);
        }
    }

    private ListSummary give(String list, IndexBuilder builder) throws IOException {
        ListFormat format = formats.getOrDefault(list, ListFormat.DOMAINS);
        Category category = new Category(list);
        List<Entry> entries = lists.getOrDefault(list, List.of());
        EntrySink sink = builder.open(new ListFile(list, format, category, list + ".txt"));
        int line = 0;
        for (Entry entry : entries) {
            sink.accept(entry.entry(), entry.effect(), ++line);
        }
        TreeMap<String, Long> none = new TreeMap<>();
        return new ListSummary(
                list,
                format,
                "",
                category,
                PROVENANCE,
                List.of(),
                entries.size(),
                entries.size(),
                0,
                0,
                0,
                none,
                List.of(),
                none,
                List.of(),
                none);
    }
}
