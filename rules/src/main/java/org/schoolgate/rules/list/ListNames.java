package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the lists of a source are called: after the last step of their path, or after all of it where others end alike. */
final class ListNames {
    private final Map<String, Set<String>> listsByName = new HashMap<>();

    /** Looks through the source for its lists, without reading them. */
    static ListNames of(Path source, Layout layout) throws IOException {
        ListNames names = new ListNames();
        Survey.of(source, path -> names.addAll(layout.parts(path)), (path, line) -> {});
        return names;
    }

    /** False, so that no file is read. */
    private boolean addAll(Iterable<Layout.Part> parts) {
        for (Layout.Part part : parts) {
            listsByName.computeIfAbsent(part.name(), name -> new HashSet<>()).add(part.list());
        }
        return false;
    }

    String of(Layout.Part part) {
        return listsByName.getOrDefault(part.name(), Set.of()).size() > 1
                ? part.list().replace('/', '-')
                : part.name();
    }
}
