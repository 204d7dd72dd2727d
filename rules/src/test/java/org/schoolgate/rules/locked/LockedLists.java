package org.schoolgate.rules.locked;

import java.util.Random;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/**
 * Locked lists of given entries: {@code a.example} for a host and all below it, {@code =a.example} for itself, {@code
 * *.a.example} for what is below it, {@code a.example/path} for pages there and below it.
 */
public final class LockedLists {
    private LockedLists() {}

    public static byte[] file(String... entries) {
        LockedListBuilder builder = new LockedListBuilder(new Random(entries.length));
        for (String entry : entries) {
            add(entry, builder);
        }
        return builder.toFile();
    }

    public static LockedList list(String... entries) {
        try {
            return LockedList.read(file(entries));
        } catch (LockedListException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(String entry, LockedListBuilder builder) {
        if (entry.indexOf('/') >= 0) {
            WebUrl url = url("http://" + entry);
            builder.add(new ListEntry.Pages(
                    url.host(), Scope.NAME_AND_BELOW, url.keys().get(0)));
        } else if (entry.startsWith("=")) {
            builder.add(new ListEntry.Name(host(entry.substring(1)), Scope.EXACT));
        } else if (entry.startsWith("*.")) {
            builder.add(new ListEntry.Name(host(entry.substring(2)), Scope.BELOW_ONLY));
        } else {
            builder.add(new ListEntry.Name(host(entry), Scope.NAME_AND_BELOW));
        }
    }

    static WebUrl url(String text) {
        try {
            return WebUrl.parseLenient(text);
        } catch (UrlSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }
}
