package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Pattern;
import org.schoolgate.rules.Scope;

/**
 * Sites and URLs of DansGuardian and e2guardian, which mean the host and everything below it, or pages there. Markers such
 * as {@code **} stand for whole classes of requests, which are for the policy to rule.
 */
final class E2guardianReader implements ListReader {
    private static final Pattern MARKER = Pattern.compile("\\*\\*?s?|\\*ips?");

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        out.count();
        String entry = Text.withoutComment(line);
        if (MARKER.matcher(entry).matches()) {
            out.seen("markers for whole classes of requests, such as **");
        } else if (entry.indexOf('/') >= 0) {
            FolderUrlsReader.readUrl(entry, out);
        } else {
            out.entry(DomainsReader.unmarked(entry), Scope.NAME_AND_BELOW);
        }
    }
}
