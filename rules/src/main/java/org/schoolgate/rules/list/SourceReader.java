package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.schoolgate.rules.Category;

/**
 * Reads one source: which lists there are in it, and their entries. Streams; what it holds does not grow with the length
 * of the lists.
 *
 * <p>A bad line is rejected and counted, never an error. An error is what makes the whole doubtful: no list at all, an
 * archive that is damaged, truncated or unpacks to more than a gibibyte, a path that leaves the archive.
 */
public final class SourceReader {
    private final ListSource source;
    private final Function<String, Optional<Category>> categories;
    private final EntrySink.Opener sinks;
    private final Layout layout;
    private final Map<String, ListTally> tallies = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private SourceReader(ListSource source, Function<String, Optional<Category>> categories, EntrySink.Opener sinks) {
        this.source = source;
        this.categories = categories;
        this.sinks = sinks;
        this.layout = source.format().layout();
    }

    /**
     * Reads the source to its end and gives each entry to the sink of its file.
     *
     * @param categories from the name of a folder or file to its category; where it knows none, the name in small letters
     *     is the category
     * @return what became of each list, in the order in which they were found; duplicates are for the sink to find
     * @throws ListSourceException when the source as a whole cannot be taken, naming it and the place
     */
    public static List<ListSummary> read(
            ListSource source, Function<String, Optional<Category>> categories, EntrySink.Opener sinks)
            throws IOException {
        return new SourceReader(source, categories, sinks).read();
    }

    private List<ListSummary> read() throws IOException {
        Path path = source.path();
        try {
            new SourceFiles(new Parts(), SourceFiles.MAX_UNPACKED_BYTES).visit(path);
        } catch (IOException e) {
            throw ListSourceException.in(path.toString(), e);
        }
        aliases.forEach(this::addAlias);
        if (tallies.isEmpty()) {
            throw new ListSourceException(
                    path + ": no list of the format " + source.format().id() + " in it");
        }
        return tallies.values().stream().map(ListTally::summary).toList();
    }

    private void readFile(String path, InputStream content) throws IOException {
        Optional<Layout.Part> part = layout.part(path);
        if (part.isPresent()) {
            ListTally tally = tally(part.get());
            String shown = path.isEmpty() ? fileName() : part.get().path();
            EntrySink sink = sinks.open(tally.file(shown));
            tally.readAll(new Lines(content), part.get().reader().get(), shown, sink);
        }
    }

    /** A link in the place of a folder may be another name of a list; in the place of a file it is a file not read. */
    private void readLink(String path, String target) throws ListSourceException {
        Optional<Layout.Part> part = layout.part(path);
        if (part.isPresent()) {
            tally(part.get()).reject(new RejectedLine(part.get().path(), 0, target, "symbolic link, not followed"));
        } else {
            aliases.put(path.substring(path.lastIndexOf('/') + 1), target);
        }
    }

    private void addAlias(String alias, String target) {
        ListTally tally = tallies.get(target.endsWith("/") ? target.substring(0, target.length() - 1) : target);
        if (tally != null) {
            tally.addAlias(alias);
        }
    }

    private String fileName() {
        return String.valueOf(source.path().getFileName());
    }

    private ListTally tally(Layout.Part part) throws ListSourceException {
        ListTally known = tallies.get(part.list());
        if (known != null) {
            return known;
        }
        String name = part.list().isEmpty() ? source.name() : source.name() + "/" + part.list();
        ListTally tally = new ListTally(name, source.format(), category(part));
        tallies.put(part.list(), tally);
        return tally;
    }

    private Category category(Layout.Part part) throws ListSourceException {
        String name = part.list().isEmpty() ? source.name() : part.list();
        Optional<Category> named = source.category().or(() -> categories.apply(name));
        if (named.isPresent()) {
            return named.get();
        }
        String id = name.toLowerCase(Locale.ROOT);
        if (!Category.isValid(id)) {
            throw new ListSourceException(name + ": no category can be named after it; name one: =CATEGORY");
        }
        return new Category(id);
    }

    private final class Parts implements SourceFiles.Visitor {
        @Override
        public void file(String path, InputStream content) throws IOException {
            readFile(path, content);
        }

        @Override
        public void link(String path, String target) throws IOException {
            readLink(path, target);
        }
    }
}
