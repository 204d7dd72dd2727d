package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * Hosts, addresses and URLs in one file, with or without scheme, as lists of malware have them. A host means itself and
 * nothing below it, because such lists name what was found, often on servers that many share; a URL means the pages whose
 * path begins with its own. A line may also be {@code ||URL^$all}, as in lists that an ad blocker is to take as well.
 */
final class UrlsReader implements ListReader {
    private static final Pattern FOR_AD_BLOCKERS = Pattern.compile("\\|\\|(.+?)\\^?\\$all");

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (Text.isComment(line)) {
            return;
        }
        out.count();
        Matcher matcher = FOR_AD_BLOCKERS.matcher(line);
        readUrl(matcher.matches() ? matcher.group(1) : Text.withoutComment(line), out);
    }

    /** For other formats with a URL in them. */
    static void readUrl(String text, LineOutcome out) throws IOException {
        PageAddress address = PageAddress.read(text, out);
        if (address == null) {
            return;
        }
        if (address.hasPath()) {
            ListEntry pages = new ListEntry.Pages(address.host(), Scope.EXACT, address.key());
            out.entry(text, pages, Effect.LISTED);
        } else {
            out.entry(address.host().text(), Scope.EXACT);
        }
    }
}
