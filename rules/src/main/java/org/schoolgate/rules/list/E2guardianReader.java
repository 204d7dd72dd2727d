package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Scope;

/**
 * Sites and URLs of DansGuardian and e2guardian, which mean the host and everything below it, or pages there. Markers such
 * as {@code **} stand for whole classes of requests, which are for the policy to rule, as are hours.
 */
final class E2guardianReader implements ListReader {
    private static final Pattern INCLUDE = Pattern.compile("\\.[Ii]nclude<(.*)>.*");
    private static final Pattern MARKER = Pattern.compile("\\*\\*?s?|\\*ips?");

    private boolean hasHours;

    /** The path in an {@code .Include<…>}; empty where the line is none. */
    static String included(String line) {
        Matcher include = INCLUDE.matcher(line);
        return include.matches() ? include.group(1).trim() : "";
    }

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.startsWith("#time:")) {
            hasHours = true;
        }
        if (line.charAt(0) == '#' || !included(line).isEmpty()) {
            return;
        }
        out.count();
        String entry = Text.withoutComment(line);
        if (hasHours) {
            out.reject(line, "in a list for certain hours (#time), which are for the policy to set");
        } else if (MARKER.matcher(entry).matches()) {
            out.seen("markers for whole classes of requests, such as **");
        } else if (entry.indexOf('/') >= 0) {
            FolderUrlsReader.readUrl(entry, out);
        } else {
            out.entry(DomainsReader.unmarked(entry), Scope.NAME_AND_BELOW);
        }
    }
}
