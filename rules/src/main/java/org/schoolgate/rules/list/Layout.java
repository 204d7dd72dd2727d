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

    /** What the source as a whole has to say besides the lines of its files, by {@link Part#list}. */
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
     * @param list the path, within the source, of the folder or file that is the list; empty when it is the whole source
     * @param name the list's name within the source as long as no other has it; empty when it is the whole source
     * @param path of the file, as in {@link ListFile#path}
     * @param evidence see {@link ListSummary#evidence}
     */
    record Part(
            String list, String name, String path, ListFormat format, String evidence, Supplier<ListReader> reader) {
        Part with(String otherEvidence) {
            return new Part(list, name, path, format, otherEvidence, reader);
        }
    }
}
