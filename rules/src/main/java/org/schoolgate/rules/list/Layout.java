package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which lists the files of a source make up. */
interface Layout {
    /**
     * What a file is: part of a list, of several, or of none.
     *
     * @param path separated by {@code /}; empty when the source is this one file
     */
    List<Part> parts(String path);

    /** What the source as a whole has to say besides the lines of its files, by the list that it concerns. */
    default Map<String, List<ReportedLine>> findings() {
        return Map.of();
    }

    /** Makes the layout of a source, for which it may have to be read once before. */
    @FunctionalInterface
    interface Maker {
        Layout of(Path source) throws IOException;
    }

    /**
     * Part of a list.
     *
     * @param list the list's name within its source; empty when it is the whole source
     * @param path shortened for people, as in {@link ListFile#path}
     * @param evidence see {@link ListSummary#evidence}
     */
    record Part(String list, String path, ListFormat format, String evidence, Supplier<ListReader> reader) {
        Part with(String otherEvidence) {
            return new Part(list, path, format, otherEvidence, reader);
        }
    }
}
