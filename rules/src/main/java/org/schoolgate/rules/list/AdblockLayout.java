package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Every file is a list of rules, some of which take back others of the same list, before or after them.
 *
 * @param disabled by path, {@link AdblockRule#identity} of the rules that are taken back
 */
record AdblockLayout(Map<String, Set<String>> disabled) implements Layout {
    static AdblockLayout of(Path source) throws IOException {
        BadFilters badFilters = new BadFilters();
        Survey.of(source, path -> true, (path, line) -> badFilters.look(path, line));
        return new AdblockLayout(badFilters.byPath());
    }

    @Override
    public List<Part> parts(String path) {
        return List.of(FlatLayout.part(path, ListFormat.ADBLOCK, "", reader(path)));
    }

    Supplier<ListReader> reader(String path) {
        return () -> new AdblockReader(disabled.getOrDefault(path, Set.of()));
    }
}
