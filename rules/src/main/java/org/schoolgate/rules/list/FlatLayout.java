package org.schoolgate.rules.list;

import java.util.Optional;
import java.util.function.Supplier;

/** Every file is a list. */
record FlatLayout(Supplier<ListReader> reader) implements Layout {
    @Override
    public Optional<Part> part(String path) {
        String fileName = path.substring(path.lastIndexOf('/') + 1);
        return Optional.of(new Part(ListSource.baseName(fileName), path, reader));
    }
}
