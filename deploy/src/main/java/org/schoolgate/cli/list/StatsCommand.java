package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.index.Index;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate lists stats}: what an index is made of. */
@Command(
        name = "stats",
        description = "Counts what is in a compiled index.",
        footer = {
            "",
            "A category or list has \"alone\" what no other has: what would be lost without it. Counted is each name, page,",
            "range or expression once, however many lists have it; entries are counted each. For sections see info."
        })
final class StatsCommand implements Callable<Integer> {
    private static final int TOP_LEVEL_DOMAINS = 20;

    @Mixin
    private Output output;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Index index = Index.open(file);
        IndexCounts counts = new IndexCounts();
        index.forEach(counts);
        if (output.isJson()) {
            output.json(facts(counts));
        } else {
            print(counts);
        }
        return 0;
    }

    private void print(IndexCounts counts) {
        printShares("category", counts.categories());
        printShares("list", counts.lists());
        print("kind", "count", counts.kinds());
        print("scope", "entries", counts.scopes());
        print("effect", "entries", counts.effects());
        print("labels", "names", counts.labels());
        print("top level", "names", counts.topLevels(TOP_LEVEL_DOMAINS));
    }

    private void printShares(String heading, Map<String, IndexCounts.Share> shares) {
        Table table = new Table(heading, "count", "alone");
        shares.forEach((name, share) -> table.row(name, share.all(), share.alone()));
        print(table);
    }

    private void print(String heading, String unit, Map<?, Long> rows) {
        Table table = new Table(heading, unit);
        rows.forEach(table::row);
        print(table);
    }

    private void print(Table table) {
        PrintWriter text = output.text();
        table.print(text);
        text.println();
    }

    private static Map<String, Object> facts(IndexCounts counts) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("categories", counts.categories());
        facts.put("lists", counts.lists());
        facts.put("kinds", counts.kinds());
        facts.put("scopes", counts.scopes());
        facts.put("effects", counts.effects());
        facts.put("labels", counts.labels());
        facts.put("topLevels", counts.topLevels(Integer.MAX_VALUE));
        return facts;
    }
}
