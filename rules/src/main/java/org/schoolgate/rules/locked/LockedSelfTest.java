package org.schoolgate.rules.locked;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/**
 * Entries that are in every locked list and lead nowhere: they are blocked like all others, which proves that the slot works.
 * Their names are public and reserved (RFC 2606).
 */
public final class LockedSelfTest {
    /** Blocked, and all below it. */
    public static final String HOST = "locked-self-test.schoolgate.test";

    /** Blocked, and all below it; where the path is seen. */
    public static final String PAGE = "http://locked-self-test-page.schoolgate.test/locked";

    static final int NAMES = 1;
    static final int PAGES = 1;

    private static final WebUrl HOST_URL = url("http://" + HOST + "/");
    private static final WebUrl PAGE_URL = url(PAGE);

    private LockedSelfTest() {}

    /** The host, to ask for. */
    public static Host host() {
        return HOST_URL.host();
    }

    static List<ListEntry> entries() {
        return List.of(
                new ListEntry.Name(host(), Scope.NAME_AND_BELOW),
                new ListEntry.Pages(
                        PAGE_URL.host(), Scope.NAME_AND_BELOW, PAGE_URL.keys().get(0)));
    }

    /** Looks its entries up, as requests are looked up; and the root beside the page, which is not listed. */
    static boolean passes(LockedList list) {
        return isSelfTest(list.find(host(), null))
                && isSelfTest(list.find(below(), "/"))
                && isSelfTest(list.find(PAGE_URL.host(), PAGE_URL.target() + "/a?b"))
                && list.find(PAGE_URL.host(), "/") == null;
    }

    private static boolean isSelfTest(@Nullable LockedEntry entry) {
        return entry != null && entry.selfTest();
    }

    private static Host below() {
        try {
            return Host.parse("www." + HOST);
        } catch (HostSyntaxException e) {
            throw new IllegalStateException("a name below a name", e);
        }
    }

    private static WebUrl url(String text) {
        try {
            return WebUrl.parse(text);
        } catch (UrlSyntaxException e) {
            throw new IllegalStateException("an address of our own", e);
        }
    }
}
