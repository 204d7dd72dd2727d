package org.schoolgate.cli.list;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.ProvenanceFacts;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate lists explain}: every entry that applies to a host or page, nearest first, and where it was read. */
@Command(name = "explain", description = "Says which entry of which list applies to a host or URL.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path index;

    @Parameters(paramLabel = "HOST", description = "A host or URL.")
    private String asked;

    @Override
    public Integer call() throws IOException, RefusedException {
        Verdict verdict = Index.open(index).find(url());
        if (output.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("host", verdict.host().text());
            facts.put(
                    "matches",
                    verdict.matches().stream().map(ExplainCommand::facts).toList());
            output.json(facts);
        } else {
            print(verdict);
        }
        return 0;
    }

    private WebUrl url() throws RefusedException {
        try {
            return WebUrl.parseTyped(asked);
        } catch (UrlSyntaxException e) {
            throw new RefusedException(asked + ": " + e.getMessage());
        }
    }

    private void print(Verdict verdict) {
        PrintWriter out = output.text();
        out.println(verdict.host().text() + (verdict.isListed() ? "" : ": no list knows it"));
        verdict.matches().forEach(match -> out.println("  " + line(match)));
    }

    private static String line(Match match) {
        ListedEntry entry = match.entry();
        String found = match.foundIn().isEmpty() ? "" : ", " + match.foundIn();
        String provenance = match.list().provenance().text();
        return match.category().id() + ": " + entry.text() + " (" + words(entry) + found + ") in list "
                + match.list().name() + ", " + match.file() + ":" + match.line()
                + (provenance.isEmpty() ? "" : ", " + provenance);
    }

    /** What the entry is and does, as far as it is not a name that is listed. */
    private static String words(ListedEntry entry) {
        String what = switch (entry.kind()) {
            case NAME -> words(entry.scope());
            case PAGES -> "pages, " + words(entry.scope());
            case RANGE -> "range";
            case EXPRESSION -> "expression";
        };
        return entry.effect() == Effect.LISTED ? what : what + ", " + words(entry.effect());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> facts(Match match) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("category", match.category().id());
        facts.put("list", match.list().name());
        facts.put("entry", match.entry().text());
        facts.put("scope", match.entry().scope().name().toLowerCase(Locale.ROOT));
        facts.put("kind", words(match.entry().kind()));
        facts.put("effect", words(match.entry().effect()));
        facts.put("matched", match.matched());
        facts.put("file", match.file());
        facts.put("line", match.line());
        ProvenanceFacts.put(match.list().provenance(), facts);
        return facts;
    }
}
