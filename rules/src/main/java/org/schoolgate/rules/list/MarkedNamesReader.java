package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Scope;

/**
 * A host a line. With a mark in front it means the name and everything below it; without one, the name alone. The mark is
 * {@code *.} in lists of wildcards and {@code .} in Squid's lists of {@code dstdomain}.
 */
record MarkedNamesReader(String mark) implements ListReader {
    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (Text.isComment(line)) {
            return;
        }
        out.count();
        String entry = Text.withoutComment(line);
        if (entry.indexOf('/') >= 0) {
            out.reject(line, DomainsReader.URL);
        } else if (Text.hasSpace(entry)) {
            out.reject(line, DomainsReader.WORDS);
        } else if (entry.startsWith(mark)) {
            out.entry(entry.substring(mark.length()), Scope.NAME_AND_BELOW);
        } else {
            out.entry(entry, Scope.EXACT);
        }
    }
}
