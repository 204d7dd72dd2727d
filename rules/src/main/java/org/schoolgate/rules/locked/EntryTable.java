package org.schoolgate.rules.locked;

import java.util.Arrays;

/**
 * The hashes of a list's entries in ascending order, each followed by a byte of flags.
 *
 * <pre>{@code
 * +--------------------+-------+--------------------+-------+---
 * | HMAC-SHA-256 (32)  | flags | HMAC-SHA-256 (32)  | flags | ...
 * +--------------------+-------+--------------------+-------+---
 * }</pre>
 */
final class EntryTable {
    /** The entry is for the host itself. */
    static final byte SELF = 1;
    /** The entry is for all hosts below it. */
    static final byte BELOW = 2;
    /** The entry is there to prove that the slot works. */
    static final byte SELF_TEST = 4;

    static final int RECORD_BYTES = KeyedHash.HASH_BYTES + 1;

    private static final byte ALL_FLAGS = SELF | BELOW | SELF_TEST;
    /** No entry has no flag at all. */
    static final byte NONE = 0;

    private final byte[] records;

    /** @throws LockedListException unless these are records in ascending order */
    EntryTable(byte[] records) throws LockedListException {
        this.records = records;
        for (int at = 0; at < records.length; at += RECORD_BYTES) {
            check(at);
        }
    }

    private void check(int at) throws LockedListException {
        byte flags = records[at + KeyedHash.HASH_BYTES];
        if (flags == NONE || (flags & ~ALL_FLAGS) != 0) {
            throw new LockedListException(
                    "entry " + at / RECORD_BYTES + " has the flags " + flags + " (expected: 1 to " + ALL_FLAGS + ")");
        }
        if (at > 0 && compare(at - RECORD_BYTES, records, at) >= 0) {
            throw new LockedListException("entry " + at / RECORD_BYTES + " is not in ascending order");
        }
    }

    int size() {
        return records.length / RECORD_BYTES;
    }

    /** Flags of the entry with this hash, {@link #NONE} when there is no such entry. */
    byte flags(byte[] hash) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle * RECORD_BYTES, hash, 0);
            if (order == 0) {
                return records[middle * RECORD_BYTES + KeyedHash.HASH_BYTES];
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    private int compare(int record, byte[] other, int from) {
        return Arrays.compareUnsigned(
                records, record, record + KeyedHash.HASH_BYTES, other, from, from + KeyedHash.HASH_BYTES);
    }
}
