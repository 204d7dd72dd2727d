package org.schoolgate.rules.locked;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.url.MatchKey;

/**
 * A locked list, from its file. It can say whether a host or a page is in it, and nobody can read from it what else is.
 * Immutable and safe for use by many threads.
 */
public final class LockedList {
    private final KeyedHash hash;
    private final NameFilter filter;
    private final EntryTable entries;
    private final int pages;

    private LockedList(LockedFile file) throws LockedListException {
        this.hash = new KeyedHash(file.key());
        this.filter = new NameFilter(hash, file.filter());
        this.entries = new EntryTable(file.entries());
        this.pages = file.pages();
    }

    /**
     * Reads the content of a file, all of it.
     *
     * @throws LockedListException when it is damaged, of a newer version, without its self-test entries or any others
     */
    public static LockedList read(byte[] file) throws LockedListException {
        LockedList list = new LockedList(LockedFile.parse(file));
        if (!LockedSelfTest.passes(list)) {
            throw new LockedListException("its self-test entries are not found in it");
        }
        if (list.names() + list.pages() == 0) {
            throw new LockedListException("no entries but those of the self-test (expected: 1 or more)");
        }
        return list;
    }

    /** Entries for hosts, without those of the self-test. */
    public int names() {
        return entries.size() - pages - LockedSelfTest.NAMES;
    }

    /** Entries for pages, without those of the self-test. */
    public int pages() {
        return pages - LockedSelfTest.PAGES;
    }

    /**
     * The entry for a host or one of its parents, for the address that a 6to4 address carries, or for a page there, however
     * its letters are capitalised. O(length) and without allocation for what no entry is near.
     *
     * @param path with its query, as sent; null where it is not seen, and then entries for pages are not met
     * @return null when there is none
     */
    public @Nullable LockedEntry find(Host host, @Nullable String path) {
        LockedEntry found = findNearest(host, path);
        Host carried = host.carried();
        return found != null || carried == null ? found : findNearest(carried, path);
    }

    private @Nullable LockedEntry findNearest(Host host, @Nullable String path) {
        String name = host.text();
        long hostHash = filter.start();
        for (int i = name.length() - 1; i >= 0; i--) {
            hostHash = filter.next(hostHash, name.charAt(i));
            if ((i == 0 || name.charAt(i - 1) == '.') && filter.mayHave(hostHash)) {
                LockedEntry found = find(name.substring(i), hostHash, i == 0, path);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** @param isHost whether the name is the host asked for, and not a parent of it */
    private @Nullable LockedEntry find(String name, long nameHash, boolean isHost, @Nullable String path) {
        LockedEntry entry = entry(name, isHost);
        if (entry != null || path == null) {
            return entry;
        }
        for (MatchKey key : MatchKey.ofTarget(path)) {
            LockedEntry page = page(name, nameHash, isHost, key.lowerCase());
            if (page != null) {
                return page;
            }
        }
        return null;
    }

    private @Nullable LockedEntry page(String name, long nameHash, boolean isHost, MatchKey key) {
        long pageHash = nameHash;
        int at = 0;
        for (int end = key.nextPrefix(0); end >= 0; end = key.nextPrefix(end)) {
            pageHash = filter.withPath(pageHash, key.steps().substring(at, end));
            at = end;
            if (filter.mayHave(pageHash)) {
                LockedEntry entry = entry(name + key.steps().substring(0, end), isHost);
                if (entry != null) {
                    return entry;
                }
            }
        }
        return null;
    }

    private @Nullable LockedEntry entry(String address, boolean isHost) {
        byte[] keyed = hash.of(address);
        byte flags = entries.flags(keyed);
        if ((flags & (isHost ? EntryTable.SELF : EntryTable.BELOW)) == 0) {
            return null;
        }
        return LockedEntry.of(keyed, (flags & EntryTable.SELF_TEST) != 0);
    }
}
