package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.ProvenanceFacts;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.ListFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate lists info}: what an index holds; a damaged one is refused. */
@Command(name = "info", description = "Says what is in a compiled index, and that it is whole.")
final class InfoCommand implements Callable<Integer> {
    private static final String NOT_KNOWN = "-";

    @Mixin
    private Output output;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Index index = Index.open(file);
        if (output.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("snapshot", index.snapshotId());
            facts.put("createdAt", index.createdAt().toString());
            facts.put("hosts", index.size());
            facts.put("format", Index.formatVersion());
            facts.put("sections", index.sections());
            facts.put("lists", index.lists().stream().map(InfoCommand::facts).toList());
            output.json(facts);
        } else {
            print(index);
        }
        return 0;
    }

    private void print(Index index) {
        PrintWriter out = output.text();
        out.println(index.size() + " hosts, compiled " + index.createdAt() + ", snapshot " + index.snapshotId()
                + ", format " + Index.formatVersion());
        Table sections = new Table("section", "count", "bytes");
        index.sections().forEach(section -> sections.row(section.name(), section.count(), section.bytes()));
        sections.print(out);
        out.println();
        Table table = new Table("list", "lines", "entries", "duplicate", "rejected", "category", "fetched", "licence");
        for (ListFacts list : index.lists()) {
            table.row(
                    list.name(),
                    list.read(),
                    list.kept(),
                    list.duplicate(),
                    list.rejected(),
                    list.category().id(),
                    list.provenance()
                            .fetchedAt()
                            .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                            .orElse(NOT_KNOWN),
                    list.provenance().licence().isEmpty()
                            ? NOT_KNOWN
                            : list.provenance().licence());
        }
        table.print(out);
    }

    private static Map<String, Object> facts(ListFacts list) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("list", list.name());
        facts.put("format", list.format());
        facts.put("category", list.category().id());
        ProvenanceFacts.put(list.provenance(), facts);
        facts.put("read", list.read());
        facts.put("kept", list.kept());
        facts.put("duplicate", list.duplicate());
        facts.put("rejected", list.rejected());
        return facts;
    }
}
