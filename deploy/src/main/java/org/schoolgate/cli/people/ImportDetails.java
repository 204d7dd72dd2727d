package org.schoolgate.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Table;
import picocli.CommandLine.Option;

/** How something is imported, and what came of it. */
final class ImportDetails {
    @Option(names = "--dry-run", description = "Says what would change, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--full", description = "Those who came by the same source before and are missing now have left.")
    private boolean full;

    @Option(names = "--force", description = "With --full, takes it that more than a fifth have left.")
    private boolean force;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "Names the export, where a school has several, each with some of its people (csv, or oneroster).")
    private @Nullable String source;

    @Option(
            names = "--by",
            paramLabel = "ID",
            defaultValue = "${sys:user.name}",
            description = "Who does it, for the record of changes (${DEFAULT-VALUE}).")
    private String by;

    /** The route with the options as its query. */
    String target(String route, Path file) {
        return route + "?by=" + encoded(by.toLowerCase(Locale.ROOT)) + "&file="
                + encoded(file.getFileName().toString())
                + (source == null ? "" : "&source=" + encoded(source))
                + (full ? "&full=true" : "")
                + (force ? "&force=true" : "")
                + (dryRun ? "&dry_run=true" : "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param leaving what becomes of those who are missing */
    void print(JsonNode report, String leaving, Output output) {
        if (output.isJson()) {
            output.json(report);
            return;
        }
        PrintWriter out = output.text();
        if (!report.path("changes").isEmpty()) {
            Table changes = new Table("kind", "id", "change", "from what to what");
            report.path("changes")
                    .forEach(change -> changes.row(
                            change.path("kind").asText(),
                            change.path("id").asText(),
                            change.path("action").asText(),
                            change.path("detail").asText()));
            changes.print(out);
        }
        report.path("warnings").forEach(warning -> out.println("warning: " + place(warning)));
        if (!report.path("passedOver").isEmpty()) {
            out.println("columns that nothing was taken from: " + Pages.joined(report.path("passedOver")));
        }
        out.printf(
                "%d added, %d changed, %d %s, %d unchanged; %d passwords set%n",
                report.path("added").asLong(),
                report.path("changed").asLong(),
                report.path("leaving").asLong(),
                leaving,
                report.path("unchanged").asLong(),
                report.path("passwords").asLong());
        out.println(outcome(report));
    }

    private static String outcome(JsonNode report) {
        if (report.path("dryRun").asBoolean()) {
            return "a dry run: nothing was changed";
        }
        return report.has("generation")
                ? "published in generation " + report.path("generation").asText()
                : "nothing was changed";
    }

    private static String place(JsonNode mistake) {
        return mistake.path("file").asText() + ":" + mistake.path("line").asText() + ":"
                + mistake.path("column").asText() + ": "
                + mistake.path("message").asText();
    }
}
