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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code schoolgate lists classify}: one line out for each line in, at once, so that it can stand in a pipe. An input that is no
 * host and no URL is in no category; why it is none goes to standard error.
 */
@Command(
        name = "classify",
        description = "Says for each host or URL which categories it is in.",
        footer = {
            "",
            "Prints INPUT<TAB>category,category in alphabetical order, and INPUT<TAB>- for what no list knows or is",
            "neither a host nor a URL; standard error then says why."
        })
final class ClassifyCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String NO_CATEGORY = "-";

    /** At most, so that an input without end ends when nobody reads the answers any more. */
    private static final int LINES_A_FLUSH = 1_000;

    @Spec
    private CommandSpec spec;

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
            long number = 0;
            boolean isRead = true;
            for (String line = lines.readLine(); line != null && isRead; line = lines.readLine()) {
                print(++number, line, loaded);
                if (!lines.ready() || number % LINES_A_FLUSH == 0) {
                    spec.commandLine().getErr().flush();
                    isRead = !output.text().checkError();
                }
            }
        }
        return 0;
    }

    private InputStream open() throws IOException {
        return input.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(input));
    }

    private void print(long number, String line, Index loaded) {
        try {
            SortedSet<String> categories = new TreeSet<>();
            loaded.find(WebUrl.parseTyped(line)).categories().forEach(category -> categories.add(category.id()));
            if (output.isJson()) {
                json(line, "categories", categories);
            } else {
                text(line, categories.isEmpty() ? NO_CATEGORY : String.join(",", categories));
            }
        } catch (UrlSyntaxException e) {
            String reason = String.valueOf(e.getMessage());
            if (output.isJson()) {
                json(line, "error", reason);
            } else {
                text(line, NO_CATEGORY);
                // Without the input, which can be of any length and may be meant for nobody else.
                spec.commandLine().getErr().println("line " + number + ": " + reason);
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
