package org.schoolgate.rules.overblock;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;

/**
 * Explains every block, in Markdown: for each set of names a table by category and one by list, then a line for each name. It
 * names sites of lists; it is for whoever made it and no place else.
 */
final class Report {
    private final OverBlock measured;

    Report(OverBlock measured) {
        this.measured = measured;
    }

    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("# What the starter policy blocks of good names\n\nNot loaded, as feeds.yaml says: "
                    + String.join(", ", measured.leftOut()) + ".\n");
            write(out, "Schools and universities", measured.education());
            write(out, "Known-good names", measured.knownGood());
            write(out, "Support", measured.support());
            write(out, "Support, by lists alone", measured.supportByListsAlone());
        }
    }

    private void write(BufferedWriter out, String title, Survey survey) throws IOException {
        out.write("\n## " + title + "\n\n" + survey.asked() + " names.\n\n");
        out.write("| blocked | " + String.join(" | ", Survey.ROLES) + " |\n|---|" + "---|".repeat(Survey.ROLES.size())
                + "\n");
        writeRow(out, "all", survey.asked(), survey.refusals());
        writeRows(out, survey, "cause", this::cause);
        writeRows(out, survey, "category", refusal -> category(refusal));
        writeRows(out, survey, "list", refusal -> list(refusal));
        out.write(
                "\n| name | roles | because | rule and clause | category | list | line | entry |\n|---|---|---|---|---|---|---|---|\n");
        for (Refusal refusal : survey.refusals()) {
            out.write(line(refusal));
        }
    }

    private void writeRows(BufferedWriter out, Survey survey, String what, Function<Refusal, String> kind)
            throws IOException {
        Map<String, List<Refusal>> kinds =
                survey.refusals().stream().collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.toList()));
        List<Map.Entry<String, List<Refusal>>> most = kinds.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .toList();
        for (Map.Entry<String, List<Refusal>> entry : most) {
            writeRow(out, what + ": " + entry.getKey(), survey.asked(), entry.getValue());
        }
    }

    private static void writeRow(BufferedWriter out, String what, int asked, List<Refusal> refusals)
            throws IOException {
        Map<String, Set<Host>> hosts = new HashMap<>();
        for (Refusal refusal : refusals) {
            refusal.roles()
                    .forEach(role -> hosts.computeIfAbsent(role, key -> new LinkedHashSet<>())
                            .add(refusal.host()));
        }
        StringBuilder row = new StringBuilder("| " + what);
        for (String role : Survey.ROLES) {
            int count = hosts.getOrDefault(role, Set.of()).size();
            row.append(String.format(Locale.ROOT, " | %d (%.2f %%)", count, 100.0 * count / asked));
        }
        out.write(row + " |\n");
    }

    private String cause(Refusal refusal) {
        return Cause.of(refusal, measured.suffixes()).map(Cause::text).orElse("NOT EXPLAINED");
    }

    private static String category(Refusal refusal) {
        return refusal.reason().category() == null
                ? "-"
                : String.valueOf(refusal.reason().category());
    }

    private static String list(Refusal refusal) {
        return refusal.reason().match() == null ? "-" : refusal.match().list().name();
    }

    private String line(Refusal refusal) {
        Match match = refusal.reason().match();
        List<String> cells = List.of(
                refusal.host().text(),
                String.join(" ", refusal.roles()),
                cause(refusal),
                refusal.wanted(),
                category(refusal),
                list(refusal),
                match == null ? "-" : match.file() + ":" + match.line(),
                match == null ? "-" : match.entry().text());
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
