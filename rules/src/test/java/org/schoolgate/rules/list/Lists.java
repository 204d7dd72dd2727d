package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;

/** Writes a list of one file and reads it. */
record Lists(Path folder, ListFormat format) {
    private static final String ENTRY = "list list.txt:";

    Reading read(String text) {
        try {
            Path file = Files.writeString(folder.resolve("list.txt"), text);
            return Reading.of(new ListSource("list", format, file, Optional.of(new Category("games"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entries as {@code LINE SCOPE HOST[ EFFECT]}. */
    List<String> entries(String text) {
        return read(text).entries().stream()
                .map(entry -> entry.substring(ENTRY.length()))
                .toList();
    }

    /** The entries of a line, joined by commas, or why it is rejected or what is seen in it; {@code good} is a line with an entry. */
    String outcome(String good, String line) {
        Reading reading = read(line + "\n" + good);
        ListSummary summary = reading.only();
        String entries = reading.entries().stream()
                .filter(entry -> entry.startsWith(ENTRY + "1 "))
                .map(entry -> entry.substring(ENTRY.length() + 2))
                .collect(Collectors.joining(", "));
        String seen = summary.seen().isEmpty()
                ? ""
                : "seen: " + String.join(", ", summary.seen().keySet());
        String reasons = String.join(", ", summary.reasons().keySet());
        return List.of(entries, reasons, seen).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
