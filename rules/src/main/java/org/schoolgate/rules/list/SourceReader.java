package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final FileReading.Guard guard;
    private final EntrySink.Opener sinks;
    private final Map<String, ListTally> tallies = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private SourceReader(
            ListSource source,
            Function<String, Optional<Category>> categories,
            ListGuards guards,
            EntrySink.Opener sinks) {
        this.source = source;
        this.categories = categories;
        this.guard = new FileReading.Guard(guards, source.takesSuffixes());
        this.sinks = sinks;
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
            ListSource source,
            Function<String, Optional<Category>> categories,
            ListGuards guards,
            EntrySink.Opener sinks)
            throws IOException {
        return new SourceReader(source, categories, guards, sinks).read();
    }

    private List<ListSummary> read() throws IOException {
        Path path = source.path();
        try {
            Layout layout = source.format().layout(path);
            new SourceFiles(new Parts(layout), SourceFiles.MAX_UNPACKED_BYTES).visit(path);
            addFindings(layout);
            requireEntries();
        } catch (IOException e) {
            throw ListSourceException.in(path.toString(), e);
        }
        aliases.forEach(this::addAlias);
        return tallies.values().stream().map(ListTally::summary).toList();
    }

    private void addFindings(Layout layout) {
        layout.findings().forEach((list, lines) -> {
            ListTally tally = tallies.get(list);
            if (tally != null) {
                lines.forEach(tally::reject);
            }
        });
    }

    /** An empty list among others is none of our business; nothing but empty ones is a broken download. */
    private void requireEntries() throws ListSourceException {
        if (tallies.isEmpty()) {
            throw new ListSourceException(
                    "no list of the format " + source.format().id() + " in it");
        }
        if (tallies.values().stream().allMatch(tally -> tally.kept() == 0)) {
            throw new ListSourceException("no entry in it" + most("rejected", ListSummary::reasons)
                    + most("counted only", ListSummary::seen));
        }
    }

    /** Why there is none, as far as most lines tell. */
    private String most(String what, Function<ListSummary, Map<String, Long>> counts) {
        Map<String, Long> sums = new TreeMap<>();
        tallies.values()
                .forEach(tally ->
                        counts.apply(tally.summary()).forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
        return sums.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> "; " + what + " are " + most.getValue() + " as: " + most.getKey())
                .orElse("");
    }

    private void readFile(List<Layout.Part> parts, InputStream content) throws IOException {
        List<FileReading> readings = new ArrayList<>();
        for (Layout.Part part : parts) {
            ListTally tally = tally(part);
            String shown = part.path().isEmpty() ? fileName() : part.path();
            readings.add(new FileReading(tally, guard, shown, part.reader().get(), sinks.open(tally.file(shown))));
        }
        Lines lines = new Lines(Content.ofList(content));
        while (lines.next()) {
            String line = lines.text();
            for (FileReading reading : readings) {
                reading.read(lines, line);
            }
        }
        readings.forEach(FileReading::end);
    }

    /** A link in the place of a folder may be another name of a list; in the place of a file it is a file not read. */
    private void readLink(List<Layout.Part> parts, String path, String target) throws ListSourceException {
        for (Layout.Part part : parts) {
            tally(part).reject(new ReportedLine(part.path(), 0, target, "symbolic link, not followed"));
        }
        if (parts.isEmpty()) {
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
        ListTally tally = new ListTally(name, part.format(), category(part), part.evidence());
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
        private final Layout layout;

        Parts(Layout layout) {
            this.layout = layout;
        }

        @Override
        public void file(String path, InputStream content) throws IOException {
            List<Layout.Part> parts = layout.parts(path);
            if (!parts.isEmpty()) {
                readFile(parts, content);
            }
        }

        @Override
        public void link(String path, String target) throws IOException {
            readLink(layout.parts(path), path, target);
        }
    }
}
