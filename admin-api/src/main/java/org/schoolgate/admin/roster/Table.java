package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.NearestName;

/**
 * A table with headings: the first row that has enough of those that are known; rows before it, such as a report's title,
 * are passed over. The separator is the one by which there is such a row.
 *
 * @param passedOver headings of columns that nothing is taken from
 */
record Table(String file, Place header, List<Row> rows, List<String> passedOver) {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int TITLE_ROWS = 10;

    /** Within which the header is. */
    private static final int TITLE_CHARS = 1 << 16;

    Table {
        rows = List.copyOf(rows);
        passedOver = List.copyOf(passedOver);
    }

    /**
     * Reads a table. Mistakes are added to {@code mistakes}; where there is no header, the table has no rows.
     *
     * @param columns all that are known
     * @param needed of which one at least makes a row the header
     */
    static Table read(String file, byte[] content, List<Column> columns, List<Column> needed, Mistakes mistakes) {
        int before = mistakes.count();
        String text = TableText.of(file, content, mistakes);
        if (mistakes.count() > before) {
            return empty(file); // in the wrong encoding, its cells would be mistakes too
        }
        String top = text.substring(0, Math.min(text.length(), TITLE_CHARS));
        Found best = find(file, top, columns, needed);
        if (best == null) {
            refuse(file, top, needed, mistakes);
            return empty(file);
        }
        List<List<Cell>> rows = CsvReader.rows(file, text, best.separator(), mistakes);
        if (rows.size() <= best.row()) {
            return empty(file); // the header goes on beyond the top, and has a mistake there
        }
        return new Header(rows.get(best.row()), columns, mistakes).table(rows.subList(best.row() + 1, rows.size()));
    }

    private static @Nullable Found find(String file, String top, List<Column> columns, List<Column> needed) {
        Found best = null;
        for (char separator : SEPARATORS) {
            Found found = Found.in(CsvReader.rows(file, top, separator, new Mistakes()), columns, needed, separator);
            if (found != null && (best == null || found.known() > best.known())) {
                best = found;
            }
        }
        return best;
    }

    private static Table empty(String file) {
        return new Table(file, new Place(file, 1, 1), List.of(), List.of());
    }

    private static void refuse(String file, String top, List<Column> needed, Mistakes mistakes) {
        List<String> spellings =
                needed.stream().flatMap(column -> column.spellings().stream()).toList();
        String first = top.lines().findFirst().orElse("");
        String nearest = null;
        for (String heading : first.split("[,;\t|]", -1)) {
            nearest = nearest == null ? NearestName.of(Column.spelling(heading), spellings) : nearest;
        }
        mistakes.unknownHeader(
                new Place(file, 1, 1), needed.stream().map(Column::id).toList(), nearest);
    }

    /** Where the header is, when values are separated so. */
    private record Found(int row, int known, char separator) {
        static @Nullable Found in(List<List<Cell>> rows, List<Column> columns, List<Column> needed, char separator) {
            for (int row = 0; row < Math.min(TITLE_ROWS, rows.size()); row++) {
                List<String> spellings = rows.get(row).stream()
                        .map(cell -> Column.spelling(cell.text()))
                        .toList();
                if (count(needed, spellings) > 0) {
                    return new Found(row, count(columns, spellings), separator);
                }
            }
            return null;
        }

        private static int count(List<Column> columns, List<String> spellings) {
            return (int) columns.stream()
                    .filter(column -> spellings.stream().anyMatch(column.spellings()::contains))
                    .count();
        }
    }

    /** The row of headings. */
    private static final class Header {
        private final List<Cell> cells;
        private final Mistakes mistakes;
        private final Map<Column, List<Integer>> positions = new LinkedHashMap<>();

        Header(List<Cell> cells, List<Column> columns, Mistakes mistakes) {
            this.cells = cells;
            this.mistakes = mistakes;
            columns.forEach(this::find);
        }

        private void find(Column column) {
            Map<String, List<Integer>> bySpelling = new HashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                bySpelling
                        .computeIfAbsent(Column.spelling(cells.get(i).text()), spelling -> new ArrayList<>())
                        .add(i);
            }
            List<Integer> found = new ArrayList<>();
            for (String spelling : column.spellings()) {
                if (found.isEmpty() || column.isRepeated()) {
                    found.addAll(bySpelling.getOrDefault(spelling, List.of()));
                }
            }
            if (!found.isEmpty()) {
                positions.put(column, found);
            }
            if (found.size() > 1 && !column.isRepeated()) {
                Cell second = cells.get(found.get(1));
                mistakes.add(second.place(), "column", second.text(), "one column of this heading");
            }
        }

        Table table(List<List<Cell>> body) {
            Place place = cells.get(0).place();
            List<Row> rows = new ArrayList<>();
            for (List<Cell> row : body) {
                if (!isTooLong(row)) {
                    rows.add(new Row(row, positions));
                }
            }
            return new Table(place.file(), place, rows, passedOver());
        }

        /** It is a mistake then: what is in the wrong column is not to be looked at. */
        private boolean isTooLong(List<Cell> row) {
            for (Cell cell : row.subList(Math.min(cells.size(), row.size()), row.size())) {
                if (!cell.isEmpty()) {
                    mistakes.add(
                            cell.place(),
                            "cell %d of a row (expected: %d, as many as the header has; a cell with a separator in it in quotes)"
                                    .formatted(row.indexOf(cell) + 1, cells.size()));
                    return true;
                }
            }
            return false;
        }

        private List<String> passedOver() {
            List<Integer> taken =
                    positions.values().stream().flatMap(List::stream).toList();
            return IntStream.range(0, cells.size())
                    .filter(i -> !taken.contains(i) && !cells.get(i).isEmpty())
                    .mapToObj(i -> cells.get(i).text())
                    .toList();
        }
    }
}
