package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Scope;

/**
 * A host a line, meaning it and everything below. {@code .name} and {@code *.name} mean the same: lists that use them
 * (hagezi) say so. {@code #}, {@code !} or {@code ;} starts a comment line, {@code #} behind a space the rest of one.
 */
final class DomainsReader implements ListReader {
    static final String URL = "URL or path where a host is expected";
    static final String WORDS = "more than one word";

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (Text.isComment(line)) {
            return;
        }
        out.count();
        String entry = Text.withoutComment(line);
        if (entry.indexOf('/') >= 0) {
            out.reject(line, URL);
        } else if (Text.hasSpace(entry)) {
            out.reject(line, WORDS);
        } else {
            out.entry(unmarked(entry), Scope.NAME_AND_BELOW);
        }
    }

    /** Without {@code *.} or a dot in front. */
    static String unmarked(String entry) {
        if (entry.startsWith("*.")) {
            return entry.substring(2);
        }
        return entry.startsWith(".") ? entry.substring(1) : entry;
    }
}
