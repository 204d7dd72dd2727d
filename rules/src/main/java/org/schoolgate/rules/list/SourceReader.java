package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
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
    private static final String LINK = "symbolic link, not followed";

    private final ListSource source;
    private final Function<String, Optional<Category>> categories;
    private final FileReading.Guard guard;
    private final EntrySink.Opener sinks;
    private final Map<String, ListTally> tallies = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Map<String, List<ReportedLine>> leftOut = new LinkedHashMap<>();

    private SourceReader(
            ListSource source,
            Function<String, Optional<Category>> categories,
            ListGuards guards,
            EntrySink.Opener sinks) {
        this.source = source;
        this.categories = categories;
        this.guard = new FileReading.Guard(guards, source.options());
        this.sinks = sinks;
    }

    /**
     * Reads the source to its end and gives each entry to the sink of its file.
     *
     * @param categories from the name of a folder or file to its category; where it knows none, the name in small letters
     *     is the category, and a warning says so
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
        SourceFiles files;
        try {
            Layout layout = source.format().layout(path);
            Parts parts = new Parts(layout, ListNames.of(path, layout));
            files = new SourceFiles(parts, SourceFiles.MAX_UNPACKED_BYTES);
            files.visit(path);
            layout.findings().forEach((list, lines) -> leftOut(list).addAll(lines));
            requireEntries();
        } catch (IOException e) {
            throw ListSourceException.in(path.toString(), e);
        }
        links.forEach(this::addAlias);
        leftOut.forEach((list, lines) -> lines.forEach(concerned(list)::leaveOut));
        Instant fetchedAt = source.provenance().fetchedAt().orElseGet(files::newest);
        return tallies.values().stream().map(tally -> tally.summary(fetchedAt)).toList();
    }

    private List<ReportedLine> leftOut(String list) {
        return leftOut.computeIfAbsent(list, key -> new ArrayList<>());
    }

    /** What belongs to no list of the source stands with its first. */
    private ListTally concerned(String list) {
        ListTally tally = tallies.get(list);
        return tally == null ? tallies.values().iterator().next() : tally;
    }

    /** An empty list among others is none of our business; nothing but empty ones, or exceptions, is a broken download. */
    private void requireEntries() throws ListSourceException {
        if (tallies.isEmpty()) {
            throw new ListSourceException("no list in it (expected: " + expected() + ")");
        }
        if (tallies.values().stream().noneMatch(ListTally::listsAnything)) {
            throw new ListSourceException("no entry in it" + whyNone() + whatIfMeant());
        }
    }

    private String expected() {
        return source.format() == ListFormat.UT1
                ? "a folder or an archive with files CATEGORY/domains, urls or expressions"
                : "a file, a folder with files, or an archive of one";
    }

    /** As far as most lines tell. */
    private String whyNone() {
        String why = most("rejected", ListTally::reasons) + most("passed over", ListTally::seen);
        return why.isEmpty() ? ": it is empty, or has nothing but comments" : why;
    }

    private String most(String what, Function<ListTally, Map<String, Long>> counts) {
        return mostFrequent(counts)
                .map(most -> "; " + what + ": " + most.getValue() + ", " + most.getKey())
                .orElse("");
    }

    /** How to have it taken, where most of it is what a list may say only if somebody means it. */
    private String whatIfMeant() {
        return mostFrequent(ListTally::reasons)
                .filter(most -> ListGuards.isOfSuffix(most.getKey()))
                .map(most -> "; to block all below them, say so: --take-suffixes " + source.name()
                        + " (REST: suffixes=true)")
                .orElse("");
    }

    private Optional<Map.Entry<String, Long>> mostFrequent(Function<ListTally, Map<String, Long>> counts) {
        Map<String, Long> sums = new TreeMap<>();
        tallies.values()
                .forEach(tally -> counts.apply(tally).forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
        return sums.entrySet().stream().max(Map.Entry.comparingByValue());
    }

    private void refuseNamesAloneUnlessHosts(Layout.Part part) throws ListSourceException {
        if (source.options().namesAlone() && part.format() != ListFormat.HOSTS) {
            throw new ListSourceException(shown(part) + " is of the format "
                    + part.format().id()
                    + ", which says itself what its names mean: they cannot be taken alone (expected:"
                    + " hosts; domains that are meant alone are of the format wildcard)");
        }
    }

    private void addAlias(String path, String target) {
        int lastStep = path.lastIndexOf('/') + 1;
        String sibling = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        ListTally tally = tallies.get(path.substring(0, lastStep) + sibling);
        if (tally == null) {
            leftOut(path).add(new ReportedLine(path, 0, target, LINK));
        } else {
            tally.addAlias(path.substring(lastStep));
        }
    }

    private String shown(Layout.Part part) {
        return part.path().isEmpty() ? String.valueOf(source.path().getFileName()) : part.path();
    }

    private ListTally open(String name, Layout.Part part) throws ListSourceException {
        String called = part.name().isEmpty() ? source.name() : part.name();
        Optional<Category> known = source.category().or(() -> categories.apply(called));
        if (known.isPresent()) {
            return tally(name, part, known.get());
        }
        String id = called.toLowerCase(Locale.ROOT);
        if (!Category.isValid(id)) {
            throw new ListSourceException(called + ": no category can be named after it; name one: =CATEGORY");
        }
        ListTally tally = tally(name, part, new Category(id));
        tally.warn(new ReportedLine(shown(part), 0, id, "category that no policy can name"));
        return tally;
    }

    private ListTally tally(String name, Layout.Part part, Category category) {
        return new ListTally(
                name,
                part.format(),
                category,
                part.evidence(),
                source.provenance().licence());
    }

    private final class Parts implements SourceFiles.Visitor {
        private final Layout layout;
        private final ListNames names;

        Parts(Layout layout, ListNames names) {
            this.layout = layout;
            this.names = names;
        }

        @Override
        public void file(String path, InputStream content) throws IOException {
            List<Layout.Part> parts = layout.parts(path);
            if (!parts.isEmpty()) {
                readFile(parts, content);
            } else if (!Companions.matches(path)) {
                leftOut(path).add(new ReportedLine(path, 0, path, "file that is part of no list"));
            }
        }

        /** In the place of a folder it may be another name of a list; in the place of a file it is a file not read. */
        @Override
        public void link(String path, String target) {
            List<Layout.Part> parts = layout.parts(path);
            parts.forEach(part -> leftOut(part.list()).add(new ReportedLine(part.path(), 0, target, LINK)));
            if (parts.isEmpty()) {
                links.put(path, target);
            }
        }

        private void readFile(List<Layout.Part> parts, InputStream content) throws IOException {
            List<FileReading> readings = new ArrayList<>();
            for (Layout.Part part : parts) {
                ListTally tally = tally(part);
                String shown = shown(part);
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

        private ListTally tally(Layout.Part part) throws ListSourceException {
            refuseNamesAloneUnlessHosts(part);
            ListTally known = tallies.get(part.list());
            if (known != null) {
                return known;
            }
            String name = part.name().isEmpty() ? source.name() : source.name() + "/" + names.of(part);
            if (tallies.values().stream().anyMatch(other -> other.name().equals(name))) {
                throw new ListSourceException("two lists would be named " + name + " (expected: other names of files)");
            }
            ListTally tally = open(name, part);
            tallies.put(part.list(), tally);
            return tally;
        }
    }
}
