package org.schoolgate.cli.list;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.index.IndexEntry;

/** An entry in the exchange format {@code jsonl}, which loses nothing of it. */
final class JsonLine {
    private JsonLine() {}

    /** @param lowerCase whether the pages of its list match in lower case */
    static Map<String, Object> of(IndexEntry entry, boolean lowerCase) {
        Kind kind = entry.entry().kind();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(id(kind), entry.entry().text());
        if (kind == Kind.NAME || kind == Kind.PAGES) {
            fields.put("scope", id(entry.entry().scope()));
        }
        if (kind == Kind.PAGES && lowerCase) {
            fields.put("lowerCase", true);
        }
        if (entry.entry().effect() != Effect.LISTED) {
            fields.put("effect", id(entry.entry().effect()));
        }
        fields.put("category", entry.list().category().id());
        fields.put("list", entry.list().name());
        return fields;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
