package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.url.PublicSuffixes;

/** A source, read, with all its entries as text: {@code LIST FILE:LINE SCOPE HOST}. */
record Reading(List<ListSummary> lists, List<String> entries) {
    private static final ListGuards GUARDS = new ListGuards(
            PublicSuffixes.builtIn(), Map.of(), category -> category.id().equals("bank"));

    static Reading of(ListSource source) throws IOException {
        return of(source, Map.of());
    }

    static Reading of(ListSource source, Map<String, String> categories) throws IOException {
        List<String> entries = new ArrayList<>();
        List<ListSummary> lists = SourceReader.read(
                source,
                name -> Optional.ofNullable(categories.get(name)).map(Category::new),
                GUARDS,
                file -> (entry, effect, line) ->
                        entries.add(file.list() + " " + file.path() + ":" + line + " " + text(entry, effect)));
        return new Reading(lists, entries);
    }

    private static String text(ListEntry entry, Effect effect) {
        String suffix = effect == Effect.LISTED ? "" : " " + effect;
        if (entry instanceof ListEntry.Name name) {
            return name.scope() + " " + name.host() + suffix;
        }
        if (entry instanceof ListEntry.Pages pages) {
            return pages.scope() + " " + pages.host().uriText() + pages.key() + suffix;
        }
        return EntryJson.of(entry, effect).text();
    }

    /** The summary of the only list. */
    ListSummary only() {
        if (lists.size() != 1) {
            throw new AssertionError("lists: " + lists);
        }
        return lists.get(0);
    }

    ListSummary list(String name) {
        return lists.stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no list " + name + " in " + lists));
    }
}
