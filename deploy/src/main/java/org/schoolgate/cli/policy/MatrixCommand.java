package org.schoolgate.cli.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Csv;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.review.PolicyMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate policy matrix}: what each role gets of each category, when, as a table. */
@Command(
        name = "matrix",
        description = "Shows what a policy decides for each role, of each category and named host, and when.",
        footer = {
            "",
            "By what is decided within a year from now, when the required lists are loaded. The text has what is alike in",
            "one row; CSV, for spreadsheets, has a row for each category. Categories of the risk floor are blocked to all."
        })
final class MatrixCommand implements Callable<Integer> {
    private enum Format {
        text,
        csv
    }

    @Mixin
    private Output output;

    @Mixin
    private SitesOption sites;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Format format;

    @Parameters(paramLabel = "FILE", description = "A policy.")
    private Path file;

    @Override
    public Integer call() throws IOException, RefusedException {
        PolicyMatrix matrix = PolicyMatrix.of(PolicyFile.read(file, sites), Instant.now());
        if (output.isJson()) {
            output.json(facts(matrix));
        } else if (format == Format.csv) {
            Csv csv = new Csv(output.text());
            csv.row(line("", titles(matrix)));
            matrix.rows().forEach(row -> csv.row(line(row)));
        } else {
            print(matrix.grouped());
        }
        return 0;
    }

    private void print(PolicyMatrix matrix) {
        List<String> headings = new ArrayList<>(titles(matrix));
        headings.add("of");
        Table table = new Table(headings.toArray(String[]::new));
        for (PolicyMatrix.Row row : matrix.rows()) {
            List<String> line = new ArrayList<>(row.cells());
            line.add(String.join(", ", row.what()));
            table.row(line.toArray());
        }
        table.print(output.text());
    }

    private static List<String> titles(PolicyMatrix matrix) {
        return matrix.roles().stream().map(Role::title).toList();
    }

    private static List<String> line(PolicyMatrix.Row row) {
        return line(String.join(", ", row.what()), row.cells());
    }

    private static List<String> line(String first, List<String> rest) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(rest);
        return line;
    }

    private static List<Map<String, Object>> facts(PolicyMatrix matrix) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PolicyMatrix.Row row : matrix.rows()) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < matrix.roles().size(); i++) {
                cells.put(matrix.roles().get(i).id(), row.cells().get(i));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("what", row.what().get(0));
            facts.put("roles", cells);
            rows.add(facts);
        }
        return rows;
    }
}
