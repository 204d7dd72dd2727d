package org.schoolgate.rules.locked;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListEntry;

/** Makes the file of a locked list. Each address is hashed as it comes, and not kept. */
final class LockedListBuilder {
    private final byte[] key = new byte[KeyedHash.KEY_BYTES];
    private final KeyedHash hash;
    private final NameFilter hashing;
    private final SortedMap<byte[], Byte> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final LongStream.Builder filterHashes = LongStream.builder();
    private int names;
    private int pages;

    /** @param random of which the key is made; what can be guessed would give the addresses away */
    LockedListBuilder(RandomGenerator random) {
        random.nextBytes(key);
        this.hash = new KeyedHash(key);
        this.hashing = NameFilter.ofSize(hash, 0);
        for (ListEntry entry : LockedSelfTest.entries()) {
            if (entry instanceof ListEntry.Name name) {
                add(name, EntryTable.SELF_TEST);
            } else if (entry instanceof ListEntry.Pages page) {
                add(page, EntryTable.SELF_TEST);
            }
        }
    }

    /** Entries so far, without those of the self-test. */
    int size() {
        return entries.size() - LockedSelfTest.NAMES - LockedSelfTest.PAGES;
    }

    /** Returns whether it, or more than it, was not there before. */
    boolean add(ListEntry.Name name) {
        return add(name, EntryTable.NONE);
    }

    /** As {@link #add(ListEntry.Name)}. */
    boolean add(ListEntry.Pages page) {
        return add(page, EntryTable.NONE);
    }

    private boolean add(ListEntry.Name name, byte extra) {
        if (!put(name.host().text(), name.scope(), extra)) {
            return false;
        }
        filterHashes.add(hashing.ofHost(name.host().text()));
        names = entries.size() - pages;
        return true;
    }

    private boolean add(ListEntry.Pages page, byte extra) {
        Host host = page.host();
        String path = page.key().lowerCase().prefix();
        int before = entries.size();
        if (!put(host.text() + path, page.scope(), extra)) {
            return false;
        }
        long hostHash = hashing.ofHost(host.text());
        filterHashes.add(hostHash);
        filterHashes.add(hashing.withPath(hostHash, path));
        pages += entries.size() - before;
        return true;
    }

    private boolean put(String address, Scope scope, byte extra) {
        byte flags = (byte) (flags(scope) | extra);
        byte[] keyed = hash.of(address);
        byte before = entries.getOrDefault(keyed, EntryTable.NONE);
        entries.put(keyed, (byte) (before | flags));
        return (before | flags) != before;
    }

    private static byte flags(Scope scope) {
        return switch (scope) {
            case EXACT -> EntryTable.SELF;
            case BELOW_ONLY -> EntryTable.BELOW;
            case NAME_AND_BELOW -> EntryTable.SELF | EntryTable.BELOW;
        };
    }

    byte[] toFile() {
        NameFilter filter = NameFilter.ofSize(hash, names + 2 * pages);
        filterHashes.build().forEach(filter::add);
        byte[] records = new byte[entries.size() * EntryTable.RECORD_BYTES];
        int at = 0;
        for (Map.Entry<byte[], Byte> entry : entries.entrySet()) {
            System.arraycopy(entry.getKey(), 0, records, at, KeyedHash.HASH_BYTES);
            records[at + KeyedHash.HASH_BYTES] = entry.getValue();
            at += EntryTable.RECORD_BYTES;
        }
        return new LockedFile(names, pages, key, filter.words(), records).toBytes();
    }
}
