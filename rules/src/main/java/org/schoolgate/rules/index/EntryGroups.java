package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings entries of one text together that do not stand together. */
final class EntryGroups {
    private final Map<String, List<IndexEntry>> byText = new LinkedHashMap<>();

    void add(IndexEntry entry) {
        byText.computeIfAbsent(entry.entry().text(), text -> new ArrayList<>()).add(entry);
    }

    void forEach(EntryVisitor visitor) throws IOException {
        for (List<IndexEntry> entries : byText.values()) {
            visitor.visit(entries);
        }
    }
}
