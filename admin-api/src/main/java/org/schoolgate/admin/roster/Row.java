package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A row of a table, its cells found by the columns that are known. */
final class Row {
    private static final List<Integer> NOWHERE = List.of();

    private final List<Cell> cells;
    private final Map<Column, List<Integer>> positions;

    Row(List<Cell> cells, Map<Column, List<Integer>> positions) {
        this.cells = cells;
        this.positions = positions;
    }

    Place place() {
        return cells.get(0).place();
    }

    boolean has(Column column) {
        return positions.containsKey(column);
    }

    /** Empty, and at the row's place, where the row has no such cell. */
    Cell get(Column column) {
        return positions.getOrDefault(column, NOWHERE).stream()
                .filter(position -> position < cells.size())
                .map(cells::get)
                .findFirst()
                .orElseGet(() -> new Cell("", place()));
    }

    String text(Column column) {
        return get(column).text();
    }

    /** The cells of a column that may be repeated, those that are not empty. */
    List<Cell> all(Column column) {
        List<Cell> found = new ArrayList<>();
        for (int position : positions.getOrDefault(column, NOWHERE)) {
            if (position < cells.size() && !cells.get(position).isEmpty()) {
                found.add(cells.get(position));
            }
        }
        return found;
    }
}
