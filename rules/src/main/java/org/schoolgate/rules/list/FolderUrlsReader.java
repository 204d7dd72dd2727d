package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;

/**
 * URLs of UT1, squidGuard and e2guardian: {@code host/path} without scheme, of which case does not count. They mean the pages
 * whose path begins so, on that host and below it; a {@code www.} counts for nothing. A host alone is one more name.
 */
final class FolderUrlsReader implements ListReader {
    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#') {
            return;
        }
        out.count();
        readUrl(Text.withoutComment(line), out);
    }

    static void readUrl(String text, LineOutcome out) throws IOException {
        PageAddress address = PageAddress.read(text, out);
        if (address == null) {
            return;
        }
        Host host = address.hostWithoutWww();
        Scope scope = host.isAddress() ? Scope.EXACT : Scope.NAME_AND_BELOW;
        if (address.hasPath()) {
            out.entry(text, new ListEntry.Pages(host, scope, address.key()), Effect.LISTED);
        } else {
            out.entry(host.text(), scope);
        }
    }
}
