package org.schoolgate.cli.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows as CSV (RFC 4180), to be opened in a spreadsheet: a cell that one would take for a formula begins with an apostrophe, which
 * spreadsheets do not show.
 */
public final class Csv {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final PrintWriter out;

    public Csv(PrintWriter out) {
        this.out = out;
    }

    public void row(List<String> cells) {
        out.print(cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + LINE_END);
    }

    private static String cell(String text) {
        String plain = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean isQuoted = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isQuoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
