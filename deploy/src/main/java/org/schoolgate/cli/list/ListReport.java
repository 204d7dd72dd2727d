package org.schoolgate.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.cli.console.Table;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.ReportedLine;

/**
 * What became of a list, for people: figures in a table, and below it what was not taken and what one should know.
 *
 * @param warnings the first of them, each with its place
 */
record ListReport(
        String name,
        String format,
        String evidence,
        String category,
        long read,
        long kept,
        long exceptions,
        long duplicate,
        long rejected,
        Map<String, Long> reasons,
        Map<String, Long> warned,
        List<String> warnings,
        Map<String, Long> seen) {
    private static final int SHOWN_WARNINGS = 5;

    static ListReport of(ListSummary list) {
        return new ListReport(
                list.name(),
                list.format().id(),
                list.evidence(),
                list.category().id(),
                list.read(),
                list.kept(),
                list.exceptions(),
                list.duplicate(),
                list.rejected(),
                list.reasons(),
                list.warned(),
                list.firstWarned().stream().map(ListReport::place).toList(),
                list.seen());
    }

    /** As the REST interface answers an upload. */
    static ListReport of(JsonNode list) {
        List<String> warnings = new ArrayList<>();
        list.path("warnings")
                .forEach(line -> warnings.add(place(new ReportedLine(
                        line.path("file").asText(),
                        line.path("number").asInt(),
                        line.path("text").asText(),
                        line.path("reason").asText()))));
        return new ListReport(
                list.path("name").asText(),
                list.path("format").asText(),
                list.path("evidence").asText(),
                list.path("category").asText(),
                list.path("read").asLong(),
                list.path("kept").asLong(),
                list.path("exceptions").asLong(),
                list.path("duplicate").asLong(),
                list.path("rejected").asLong(),
                counts(list.path("reasons")),
                counts(list.path("warned")),
                warnings,
                counts(list.path("seen")));
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asLong()));
        return counts;
    }

    private static String place(ReportedLine line) {
        String place = line.number() == 0 ? line.file() : line.file() + ":" + line.number();
        return line.text() + " in " + place + ": " + line.reason();
    }

    static void print(List<ListReport> lists, PrintWriter out) {
        Table table =
                new Table("list", "lines", "entries", "duplicate", "rejected", "passed over", "format", "category");
        for (ListReport list : lists) {
            table.row(
                    list.name,
                    list.read,
                    list.kept,
                    list.duplicate,
                    list.rejected,
                    list.passedOver(),
                    list.format,
                    list.category);
        }
        table.print(out);
        Set<String> said = printCommonEvidence(lists, out);
        lists.forEach(list -> list.printNotes(!said.contains(list.evidence), out));
    }

    /** Lines that are neither rejected nor an entry, such as rules about parts of pages. None are where a line has several entries. */
    private long passedOver() {
        return Math.max(0, read - kept - duplicate - rejected);
    }

    /** What is said of all lists of a folder is said once. */
    private static Set<String> printCommonEvidence(List<ListReport> lists, PrintWriter out) {
        Set<String> common = new LinkedHashSet<>();
        for (ListReport list : lists) {
            long times = lists.stream()
                    .filter(other -> other.evidence.equals(list.evidence))
                    .count();
            if (times > 1 && !list.evidence.isEmpty() && common.add(list.evidence)) {
                out.println();
                out.println(times + " lists are taken for " + list.format + ", because " + list.evidence);
            }
        }
        return common;
    }

    private void printNotes(boolean withEvidence, PrintWriter out) {
        boolean isTaken = withEvidence && !evidence.isEmpty();
        if (exceptions == 0 && !isTaken && reasons.isEmpty() && warned.isEmpty() && seen.isEmpty()) {
            return;
        }
        out.println();
        out.println(name + (isTaken ? ": taken for " + format + ", because " + evidence : ""));
        if (exceptions > 0) {
            out.println("  exceptions: " + exceptions + " of " + kept + " entries");
        }
        print("rejected", reasons, out);
        print("noted", seen, out);
        print("taken, but look", warned, out);
        warnings.stream().limit(SHOWN_WARNINGS).forEach(warning -> out.println("    " + warning));
        if (warnings.size() > SHOWN_WARNINGS) {
            out.println("    and more; --json has the first hundred");
        }
    }

    private static void print(String what, Map<String, Long> counts, PrintWriter out) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(count -> out.println("  " + what + ": " + count.getValue() + ", " + count.getKey()));
    }
}
