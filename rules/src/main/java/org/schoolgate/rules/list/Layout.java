package org.schoolgate.rules.list;

import java.util.Optional;
import java.util.function.Supplier;

/** Which lists the files of a source make up. */
interface Layout {
    /**
     * What a file is.
     *
     * @param path separated by {@code /}; empty when the source is this one file
     * @return empty when it holds no part of a list
     */
    Optional<Part> part(String path);

    /**
     * Part of a list.
     *
     * @param list the list's name within its source; empty when it is the whole source
     * @param path shortened for people, as in {@link ListFile#path}
     */
    record Part(String list, String path, Supplier<ListReader> reader) {}
}
