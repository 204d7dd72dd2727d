package org.schoolgate.proxy.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.schoolgate.proxy.conformance.Row.Recorded;

/** Reads files of rows; their format is in {@code README.md} beside them. */
final class RowReader {
    private final String file;
    private final List<Row> rows = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private List<Recorded> records = new ArrayList<>();
    private String head = "";
    private int headLine;
    private String marker = "";
    private final StringBuilder bytes = new StringBuilder();

    private RowReader(String file) {
        this.file = file;
    }

    /** All rows of a file beside this class. */
    static List<Row> read(String file) {
        try (InputStream in = Objects.requireNonNull(RowReader.class.getResourceAsStream(file), file)) {
            return new RowReader(file).read(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Row> read(String[] lines) {
        for (int i = 0; i < lines.length; i++) {
            try {
                line(lines[i], i + 1);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        endRow();
        return rows;
    }

    private void line(String line, int number) {
        if (line.startsWith("== ")) {
            endRow();
            head = line.substring(3);
            headLine = number;
        } else if (line.startsWith("record ")) {
            String[] words = line.split(" ");
            records.add(new Recorded(Integer.parseInt(words[1]), words.length > 2 ? words[2] : ""));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            step(line);
        }
    }

    private void step(String line) {
        String side = line.substring(0, Math.min(2, line.length()));
        String rest = line.substring(side.length());
        if (rest.startsWith("!")) {
            endBytes();
            steps.add(event(side, rest.substring(1)));
        } else if (rest.isEmpty() || rest.startsWith(" ")) {
            if (!side.equals(marker)) {
                endBytes();
                marker = side;
            }
            bytes.append(Escapes.read(rest.isEmpty() ? "" : rest.substring(1)));
        } else {
            throw new IllegalArgumentException(line + " (expected: a marker, then a space or !)");
        }
    }

    private static Step event(String side, String words) {
        switch (side + words) {
            case ">>end", "<=end":
                return new Step.Ends(side.equals(">>"));
            case "<=reset":
                return new Step.Resets();
            case "<<end", "=>end":
                return new Step.SeesEnd(side.equals("<<"));
            case "<<cut", "=>cut":
                return new Step.SeesCut(side.equals("<<"));
            case "=>connection":
                return new Step.Reconnects();
            default:
                return refused(side, words);
        }
    }

    private static Step refused(String side, String words) {
        String[] parts = words.split(" ", 3);
        if (!side.equals("<<") || parts.length < 3 || !parts[0].matches("closes|keeps")) {
            throw new IllegalArgumentException(side + "!" + words + " (expected: an event)");
        }
        return new Step.Refused(Integer.parseInt(parts[1]), parts[2], parts[0].equals("keeps"));
    }

    private void endBytes() {
        if (!marker.isEmpty()) {
            steps.add(bytesStep(marker, bytes.toString()));
        }
        marker = "";
        bytes.setLength(0);
    }

    private static Step bytesStep(String side, String bytes) {
        return switch (side) {
            case ">>" -> new Step.Sends(true, bytes);
            case "<=" -> new Step.Sends(false, bytes);
            case "<<" -> new Step.Gets(true, bytes);
            case "=>" -> new Step.Gets(false, bytes);
            default -> throw new IllegalArgumentException(side + " (expected: >> => <= or <<)");
        };
    }

    private void endRow() {
        endBytes();
        if (!head.isEmpty()) {
            int rule = head.indexOf(" [");
            if (rule < 0 || !head.endsWith("]")) {
                throw new IllegalArgumentException(head + " (expected: a name, and a rule in brackets)");
            }
            String place = file + ":" + headLine;
            rows.add(new Row(
                    place, head.substring(0, rule), head.substring(rule + 2, head.length() - 1), steps, records));
        }
        steps = new ArrayList<>();
        records = new ArrayList<>();
        head = "";
    }
}
