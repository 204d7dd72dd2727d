package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads separated values as RFC 4180 has them, with another separator where one is told, and line ends of any system. Each
 * cell knows its place, also within rows of several lines, and a row with a mistake does not hide those after it. What is
 * more than a school has is a mistake where it begins, and the rest is not read.
 */
final class CsvReader {
    private static final char QUOTE = '"';
    private static final int MAX_ROWS = 200_000;
    private static final int MAX_CELLS_OF_A_ROW = 1000;

    /** Of all rows; each takes some hundred bytes. */
    private static final int MAX_CELLS = 2_000_000;

    private final String file;
    private final String text;
    private final char separator;
    private final Mistakes mistakes;
    private int at;
    private int line = 1;
    private int column = 1;

    private CsvReader(String file, String text, char separator, Mistakes mistakes) {
        this.file = file;
        this.text = text;
        this.separator = separator;
        this.mistakes = mistakes;
    }

    /** The rows that are not blank, without those that have a mistake. */
    static List<List<Cell>> rows(String file, String text, char separator, Mistakes mistakes) {
        CsvReader reader = new CsvReader(file, text, separator, mistakes);
        List<List<Cell>> rows = new ArrayList<>();
        int cells = 0;
        while (reader.at < text.length()) {
            int before = mistakes.count();
            List<Cell> row = reader.row();
            if (mistakes.count() == before && !row.stream().allMatch(Cell::isEmpty)) {
                rows.add(row);
                cells += row.size();
                reader.endBeyond(MAX_ROWS, rows.size(), "rows", row.get(0).place());
                reader.endBeyond(MAX_CELLS, cells, "cells", row.get(0).place());
            }
        }
        return rows;
    }

    private List<Cell> row() {
        List<Cell> row = new ArrayList<>();
        do {
            row.add(cell());
            endBeyond(MAX_CELLS_OF_A_ROW, row.size(), "cells of a row", here());
        } while (skip(separator));
        endLine();
        return row;
    }

    private void endBeyond(int most, int found, String what, Place place) {
        if (found > most) {
            mistakes.add(place, "%d %s (expected: at most %d)".formatted(found, what, most));
            at = text.length();
        }
    }

    private Cell cell() {
        while (is(' ')) {
            next();
        }
        Place place = new Place(file, line, column);
        return new Cell((is(QUOTE) ? quoted(place) : plain()).strip(), place);
    }

    private String plain() {
        StringBuilder cell = new StringBuilder();
        while (!isEndOfCell()) {
            if (is(QUOTE)) {
                mistakes.add(
                        here(), "a quote within a cell (expected: the whole cell in quotes, each quote in it twice)");
            }
            cell.append(next());
        }
        return cell.toString();
    }

    private String quoted(Place place) {
        StringBuilder cell = new StringBuilder();
        next();
        while (at < text.length()) {
            if (!is(QUOTE)) {
                cell.append(isEndOfLine() ? lineEnd() : next());
            } else {
                next();
                if (!is(QUOTE)) {
                    endQuoted();
                    return cell.toString();
                }
                cell.append(next());
            }
        }
        mistakes.add(place, "a quote that is not closed (expected: another one at the end of the cell)");
        return cell.toString();
    }

    private void endQuoted() {
        while (is(' ')) {
            next();
        }
        if (!isEndOfCell()) {
            mistakes.add(here(), "text after a closing quote (expected: \"" + separator + "\" or the end of the line)");
            plain();
        }
    }

    private Place here() {
        return new Place(file, line, column);
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean skip(char c) {
        boolean found = is(c);
        if (found) {
            next();
        }
        return found;
    }

    private boolean isEndOfLine() {
        return is('\n') || is('\r');
    }

    private boolean isEndOfCell() {
        return at >= text.length() || is(separator) || isEndOfLine();
    }

    private char next() {
        char c = text.charAt(at++);
        column += Character.isLowSurrogate(c) ? 0 : 1;
        return c;
    }

    private void endLine() {
        if (isEndOfLine()) {
            lineEnd();
        }
    }

    private char lineEnd() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        column = 1;
        return '\n';
    }
}
