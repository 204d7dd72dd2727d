package org.schoolgate.cli.list;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.index.EntryVisitor;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexEntry;
import org.schoolgate.rules.index.ListFacts;
import org.schoolgate.rules.policy.NearestName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate lists export}: the entries of an index as a list for this or another program. */
@Command(
        name = "export",
        description = "Prints the entries of a compiled index as a list.",
        footer = {
            "",
            "Only jsonl says everything. Of the other formats standard error tells what they cannot say and leave out,",
            "counted: exceptions too, so that what they exempt is on the list again. Entries stand in no order."
        })
final class ExportCommand implements Callable<Integer> {
    private static final String JSONL = "jsonl";

    /** So that a long export ends when nobody reads it any more. */
    private static final int TEXTS_A_LOOK = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "domains, wildcard, squid, hosts or jsonl.")
    private String format;

    @Option(names = "--list", paramLabel = "NAME", description = "Of this list only. Repeatable.")
    private @Nullable List<String> lists;

    @Option(names = "--category", paramLabel = "ID", description = "Of lists of this category only. Repeatable.")
    private @Nullable List<String> categories;

    private final Map<String, Long> leftOut = new TreeMap<>();
    private long narrowed;
    private long texts;

    @Override
    public Integer call() throws IOException, RefusedException {
        Index index = Index.open(file);
        Predicate<NamedList> wanted = wanted(index);
        index.forEach(writer(index, wanted));
        tellWhatIsLost();
        return 0;
    }

    private Predicate<NamedList> wanted(Index index) throws RefusedException {
        Set<String> names = index.lists().stream().map(ListFacts::name).collect(Collectors.toSet());
        Set<String> ids =
                index.lists().stream().map(list -> list.category().id()).collect(Collectors.toSet());
        refuseUnknown("list", lists, names);
        refuseUnknown("category", categories, ids);
        return list -> (lists == null || lists.contains(list.name()))
                && (categories == null || categories.contains(list.category().id()));
    }

    private static void refuseUnknown(String what, @Nullable List<String> asked, Collection<String> known)
            throws RefusedException {
        for (String name : asked == null ? List.<String>of() : asked) {
            if (!known.contains(name)) {
                String nearest = NearestName.of(name, known);
                throw new RefusedException(what + ": \"" + name + "\" is not in the index ("
                        + (nearest == null ? "it has " + new TreeSet<>(known) : "nearest: " + nearest) + ")");
            }
        }
    }

    private EntryVisitor writer(Index index, Predicate<NamedList> wanted) throws RefusedException {
        if (format.equals(JSONL)) {
            return jsonLines(index, wanted);
        }
        ExportFormat plain = ExportFormat.of(format)
                .orElseThrow(() -> new RefusedException(
                        "format: \"" + format + "\" (expected: " + ExportFormat.ids() + " or " + JSONL + ")"));
        return entries -> plainLines(selected(entries, wanted), plain);
    }

    private EntryVisitor jsonLines(Index index, Predicate<NamedList> wanted) {
        ObjectWriter json = JsonMapper.builder().build().writer();
        Set<String> lowerCase = index.lists().stream()
                .filter(ListFacts::lowerCase)
                .map(ListFacts::name)
                .collect(Collectors.toSet());
        return entries -> {
            for (IndexEntry entry : selected(entries, wanted)) {
                print(json.writeValueAsString(
                        JsonLine.of(entry, lowerCase.contains(entry.list().name()))));
            }
        };
    }

    private static List<IndexEntry> selected(List<IndexEntry> entries, Predicate<NamedList> wanted) {
        List<IndexEntry> selected = new ArrayList<>(entries);
        selected.removeIf(entry -> !wanted.test(entry.list()));
        return selected;
    }

    /** Each line once, in however many lists the name is. */
    private void plainLines(List<IndexEntry> entries, ExportFormat plain) throws IOException {
        Set<String> lines = new TreeSet<>();
        boolean narrows = false;
        for (IndexEntry entry : entries) {
            plain.why(entry.entry()).ifPresent(what -> leftOut.merge(what, 1L, Long::sum));
            plain.line(entry.entry()).ifPresent(lines::add);
            narrows |= plain.narrows(entry.entry());
        }
        narrowed += narrows && !lines.isEmpty() ? 1 : 0;
        for (String line : lines) {
            print(line);
        }
    }

    private void print(String line) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        if (++texts % TEXTS_A_LOOK == 0 && out.checkError()) {
            throw new IOException("the export is not read to its end");
        }
    }

    private void tellWhatIsLost() {
        PrintWriter err = spec.commandLine().getErr();
        leftOut.forEach(
                (what, count) -> err.println("left out, as " + format + " cannot say it: " + count + " " + what));
        if (narrowed > 0) {
            err.println(format + " cannot name what is below a name: " + narrowed + " names are exported without it");
        }
    }
}
