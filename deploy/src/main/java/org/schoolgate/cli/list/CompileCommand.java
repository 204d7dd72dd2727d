package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.ProvenanceFacts;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.ReportedLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate lists compile}: makes an index and says what became of each list. */
@Command(
        name = "compile",
        description = "Compiles lists to an index.",
        footer = {
            "",
            "Without a category, each UT1 folder is named after its category, and so is each file of the other formats.",
            "Each line is an entry, a duplicate, rejected, or passed over, as rules about parts of pages are; a line of a hosts",
            "list may be several entries. A rejected line never makes the command fail."
        })
final class CompileCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private SourceOption source;

    @Mixin
    private GuardOptions guards;

    @Mixin
    private SourceDetails details;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The index to write, in one step.")
    private Path out;

    @Option(names = "--rejected", description = "Also prints the first rejected lines of each list, at most 100.")
    private boolean rejected;

    @Override
    public Integer call() throws IOException, RefusedException {
        List<ListSummary> summaries = ListCompilation.compile(details.over(source.sources()), guards.guards(), out);
        if (output.isJson()) {
            output.json(Map.of("lists", summaries.stream().map(this::facts).toList()));
        } else {
            print(summaries);
        }
        return 0;
    }

    private void print(List<ListSummary> summaries) {
        PrintWriter text = output.text();
        ListReport.print(summaries.stream().map(ListReport::of).toList(), text);
        text.println();
        if (rejected) {
            summaries.forEach(list -> list.firstRejected().forEach(line -> text.println(rejected(list, line))));
        } else if (summaries.stream().anyMatch(list -> !list.firstRejected().isEmpty())) {
            text.println("--rejected prints the first rejected lines");
        }
        text.println(summaries.stream().mapToLong(ListSummary::kept).sum() + " entries compiled to " + out);
    }

    private static String rejected(ListSummary list, ReportedLine line) {
        return list.name() + ": " + line.file() + ":" + line.number() + ": " + line.reason() + ": " + line.text();
    }

    private Map<String, Object> facts(ListSummary list) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("list", list.name());
        facts.put("format", list.format().id());
        facts.put("category", list.category().id());
        ProvenanceFacts.put(list.provenance(), facts);
        facts.put("aliases", list.aliases());
        facts.put("read", list.read());
        facts.put("kept", list.kept());
        facts.put("exceptions", list.exceptions());
        facts.put("duplicate", list.duplicate());
        facts.put("rejected", list.rejected());
        facts.put("reasons", list.reasons());
        facts.put("seen", list.seen());
        facts.put("evidence", list.evidence());
        facts.put("warned", list.warned());
        facts.put(
                "warnings",
                list.firstWarned().stream().map(CompileCommand::facts).toList());
        if (rejected) {
            facts.put(
                    "rejectedLines",
                    list.firstRejected().stream().map(CompileCommand::facts).toList());
        }
        return facts;
    }

    private static Map<String, Object> facts(ReportedLine line) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", line.file());
        facts.put("line", line.number());
        facts.put("text", line.text());
        facts.put("reason", line.reason());
        return facts;
    }
}
