package org.schoolgate.rules.list;

import java.io.IOException;

/** Our own format for export and exchange: an entry a line, as {@link EntryJson} has it. */
final class JsonLinesReader implements ListReader {
    @Override
    public void read(String line, LineOutcome out) throws IOException {
        out.count();
        EntryJson read;
        try {
            read = EntryJson.parse(line);
        } catch (EntrySyntaxException e) {
            out.reject(line, String.valueOf(e.getMessage()));
            return;
        }
        if (read.category().isPresent() && !read.category().get().equals(out.category())) {
            out.seen("entries of other categories");
            return;
        }
        if (read.lowerCase()) {
            out.seen("pages of which case does not count (lowerCase), found in small letters only");
        }
        out.entry(line, read.entry(), read.effect());
    }
}
