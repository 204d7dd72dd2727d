package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of {@code docs/clients.md}: what each client shows of a blocked site. */
final class ClientTable {
    private static final Path PAGE = Path.of("../docs/clients.md");
    /** Four cells. */
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");

    /**
     * One row.
     *
     * @param way by which the client comes to the gateway, as the page calls it
     * @param http words that it shows of a site over HTTP
     * @param https the same over HTTPS
     */
    record Row(String client, String way, List<String> http, List<String> https) {
        @Override
        public String toString() {
            return client + ", " + way;
        }
    }

    private ClientTable() {}

    /** Its rows; the heading quotes nothing, and is none. */
    static List<Row> rows() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.map(ROW::matcher)
                    .filter(matcher ->
                            matcher.matches() && QUOTE.matcher(matcher.group(3)).find())
                    .map(cells ->
                            new Row(cells.group(1), cells.group(2), quotes(cells.group(3)), quotes(cells.group(4))))
                    .toList();
        }
    }

    private static List<String> quotes(String cell) {
        return QUOTE.matcher(cell)
                .results()
                .map((MatchResult quote) -> quote.group(1))
                .toList();
    }
}
