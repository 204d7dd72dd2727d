package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every file is a list of zones, whose data may stand before or after them.
 *
 * @param answering by path, the names that have data which leads somewhere
 */
record UnboundLayout(Map<String, NamesWithData> answering) implements Layout {
    private static final int MAX = 10_000;

    static UnboundLayout of(Path source) throws IOException {
        UnboundLayout layout = new UnboundLayout(new HashMap<>());
        Survey.of(source, path -> true, layout::look);
        return layout;
    }

    private void look(String path, String line) throws ListSourceException {
        String name = UnboundReader.answering(line);
        if (name.isEmpty()) {
            return;
        }
        NamesWithData names = answering.computeIfAbsent(path, file -> new NamesWithData());
        names.add(name);
        if (names.size() > MAX) {
            throw new ListSourceException(path + ": more than " + MAX + " names with real answers");
        }
    }

    @Override
    public List<Part> parts(String path) {
        NamesWithData names = answering.getOrDefault(path, new NamesWithData());
        return List.of(FlatLayout.part(path, ListFormat.UNBOUND, "", () -> new UnboundReader(names)));
    }
}
