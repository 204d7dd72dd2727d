package org.schoolgate.rules.list;

import java.util.List;
import java.util.function.Supplier;

/** Every file is a list. */
record FlatLayout(ListFormat format, Supplier<ListReader> reader) implements Layout {
    @Override
    public List<Part> parts(String path) {
        return List.of(part(path, format, "", reader));
    }

    static Part part(String path, ListFormat format, String evidence, Supplier<ListReader> reader) {
        String fileName = path.substring(path.lastIndexOf('/') + 1);
        return new Part(path, ListSource.baseName(fileName), path, format, evidence, reader);
    }
}
