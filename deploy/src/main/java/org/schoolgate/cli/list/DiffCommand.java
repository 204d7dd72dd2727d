package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexChange;
import org.schoolgate.rules.index.IndexDiff;
import org.schoolgate.rules.index.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate lists diff}: what an update of lists changed. */
@Command(
        name = "diff",
        description = "Says what one compiled index has that another has not.",
        footer = {
            "",
            "Recategorised is what both have, in other categories; relisted, what is in the same categories by other",
            "lists, or with another scope or effect. A category or list that comes to a name counts as added there.",
            "Takes some 20 bytes of memory a name, besides both indexes."
        })
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "OLD", description = "The index before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The index after.")
    private Path after;

    @Option(names = "--names", description = "Also prints what changed, in no order.")
    private boolean names;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many changes --names prints at most (${DEFAULT-VALUE}); 0 for all.")
    private long limit;

    @Override
    public Integer call() throws IOException {
        DiffCounts counts = new DiffCounts();
        Index old = Index.open(before);
        Index updated = Index.open(after);
        if (output.isJson()) {
            IndexDiff.compare(old, updated, change -> countAndPrint(change, counts));
            output.json(facts(counts));
        } else {
            IndexDiff.compare(old, updated, change -> countAndPrint(change, counts));
            print(counts);
        }
        return 0;
    }

    private void countAndPrint(IndexChange change, DiffCounts counts) {
        counts.add(change);
        if (names && (limit == 0 || counts.all() <= limit)) {
            if (output.isJson()) {
                output.json(facts(change));
            } else {
                output.text().println(line(change));
            }
        }
    }

    private static String line(IndexChange change) {
        return switch (change.type()) {
            case ADDED -> "+ " + change.text() + "  " + categories(change.after());
            case REMOVED -> "- " + change.text() + "  " + categories(change.before());
            case RECATEGORISED ->
                "~ " + change.text() + "  " + categories(change.before()) + " -> " + categories(change.after());
            case RELISTED -> "= " + change.text() + "  " + lists(change.before()) + " -> " + lists(change.after());
        };
    }

    private static String categories(Set<Listing> listings) {
        return IndexChange.categories(listings).stream().map(Category::id).collect(Collectors.joining(","));
    }

    private static String lists(Set<Listing> listings) {
        return listings.stream()
                .map(listing -> listing.list() + " " + lowerCase(listing.scope()) + " " + lowerCase(listing.effect()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void print(DiffCounts counts) {
        PrintWriter text = output.text();
        if (names && limit > 0 && counts.all() > limit) {
            text.println((counts.all() - limit) + " more are not shown (--limit 0 shows all)");
        }
        text.println(counts.types().entrySet().stream()
                .map(type -> lowerCase(type.getKey()) + " " + type.getValue())
                .collect(Collectors.joining(", ")));
        print("category", counts.categories());
        print("list", counts.lists());
    }

    private void print(String heading, Map<String, DiffCounts.Both> rows) {
        Table table = new Table(heading, "added", "removed");
        rows.forEach((name, both) -> table.row(name, both.added(), both.removed()));
        if (!rows.isEmpty()) {
            table.print(output.text());
        }
    }

    private static Map<String, Object> facts(DiffCounts counts) {
        Map<String, Object> facts = new LinkedHashMap<>();
        counts.types().forEach((type, count) -> facts.put(lowerCase(type), count));
        facts.put("categories", counts.categories());
        facts.put("lists", counts.lists());
        return facts;
    }

    private static Map<String, Object> facts(IndexChange change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("change", lowerCase(change.type()));
        facts.put("kind", lowerCase(change.kind()));
        facts.put("text", change.text());
        facts.put("before", listings(change.before()));
        facts.put("after", listings(change.after()));
        return facts;
    }

    private static List<Map<String, String>> listings(Set<Listing> listings) {
        return listings.stream().map(DiffCommand::facts).toList();
    }

    private static Map<String, String> facts(Listing listing) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("list", listing.list());
        facts.put("category", listing.category().id());
        facts.put("scope", lowerCase(listing.scope()));
        facts.put("effect", lowerCase(listing.effect()));
        return facts;
    }
}
