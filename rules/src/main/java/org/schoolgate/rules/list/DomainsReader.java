package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Scope;

/**
 * A host a line, meaning it and everything below. {@code .name} and {@code *.name} mean the same: lists that use them
 * (hagezi) say so. {@code #}, {@code !} or {@code ;} starts a comment line, {@code #} behind a space the rest of one.
 */
final class DomainsReader implements ListReader {
    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if ("#!;".indexOf(line.charAt(0)) >= 0) {
            return;
        }
        out.count();
        String entry = Text.withoutComment(line);
        if (entry.indexOf('/') >= 0) {
            out.reject(line, "URL or path where a host is expected");
        } else if (Text.hasSpace(entry)) {
            out.reject(line, "more than one word");
        } else {
            out.entry(name(entry, out), Scope.NAME_AND_BELOW);
        }
    }

    private static String name(String entry, LineOutcome out) {
        if (entry.startsWith("*.")) {
            out.seen("wildcards");
            return entry.substring(2);
        }
        return entry.startsWith(".") ? entry.substring(1) : entry;
    }
}
