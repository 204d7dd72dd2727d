package org.schoolgate.cli.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code schoolgate lists classify}: one line out for each line in, at once, so that it can stand in a pipe. An input that is no
 * host and no URL has {@code !} and the reason where the categories would be.
 */
@Command(
        name = "classify",
        description = "Says for each host or URL which categories it is in.",
        footer = {
            "",
            "Prints INPUT<TAB>category,category in alphabetical order, INPUT<TAB>- for what no list knows, and",
            "INPUT<TAB>!reason for what is neither a host nor a URL."
        })
final class ClassifyCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    private Output output;

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
    private Path index;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_INPUT,
            description = "One host or URL a line; - (or nothing) for standard input.")
    private String input;

    @Override
    public Integer call() throws IOException {
        Index loaded = Index.open(index);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                print(line, loaded);
                if (!lines.ready()) {
                    output.text().flush();
                }
            }
        }
        return 0;
    }

    private InputStream open() throws IOException {
        return input.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(input));
    }

    private void print(String line, Index loaded) {
        try {
            SortedSet<String> categories = new TreeSet<>();
            loaded.find(WebUrl.parseTyped(line).host()).categories().forEach(category -> categories.add(category.id()));
            if (output.isJson()) {
                json(line, "categories", categories);
            } else {
                text(line, categories.isEmpty() ? "-" : String.join(",", categories));
            }
        } catch (UrlSyntaxException e) {
            String reason = String.valueOf(e.getMessage());
            if (output.isJson()) {
                json(line, "error", reason);
            } else {
                text(line, "!" + reason);
            }
        }
    }

    private void text(String line, String answer) {
        output.text().println(line + "\t" + answer);
    }

    private void json(String line, String key, Object answer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("input", line);
        facts.put(key, answer);
        output.json(facts);
    }
}
