package org.schoolgate.rules.index;

import java.util.Arrays;
import java.util.List;
import org.schoolgate.rules.url.MatchKey;

/** The part of {@link Hits} that is about pages: hosts that have some, and what was found of the URL asked for. */
final class PageHits {
    /** The path was found as it is written. */
    static final int AS_WRITTEN = 1;
    /** The path was found in small letters. */
    static final int LOWER_CASE = 2;

    private long[] hostKeys = new long[8];
    private int[] hostStarts = new int[8];
    private int hosts;

    private List<MatchKey> paths = List.of();
    private int[] slots = new int[8];
    private int[] sets = new int[8];
    private int[] starts = new int[8];
    private int[] pathOf = new int[8];
    private int[] ends = new int[8];
    private int[] spellings = new int[8];
    private int size;

    void clear() {
        hosts = 0;
        size = 0; // and the paths stay: to store a reference is dear, and nobody asks for them now
    }

    void addHost(long key, int start) {
        if (hosts == hostKeys.length) {
            hostKeys = Arrays.copyOf(hostKeys, 2 * hosts);
            hostStarts = Arrays.copyOf(hostStarts, 2 * hosts);
        }
        hostKeys[hosts] = key;
        hostStarts[hosts] = start;
        hosts++;
    }

    int hosts() {
        return hosts;
    }

    long hostKey(int host) {
        return hostKeys[host];
    }

    /** Where it begins in the name asked for. */
    int hostStart(int host) {
        return hostStarts[host];
    }

    void ask(List<MatchKey> keys) {
        paths = keys;
    }

    /**
     * Notes what was found, once only.
     *
     * @param start of the host in the name asked for
     * @param path ordinal of one of the keys asked for
     * @param end of the prefix in it
     */
    void add(int slot, int set, int start, int path, int end, int spelling) {
        for (int hit = 0; hit < size; hit++) {
            if (slots[hit] == slot) {
                spellings[hit] |= spelling;
                return;
            }
        }
        if (size == slots.length) {
            grow();
        }
        slots[size] = slot;
        sets[size] = set;
        starts[size] = start;
        pathOf[size] = path;
        ends[size] = end;
        spellings[size] = spelling;
        size++;
    }

    int size() {
        return size;
    }

    int slot(int hit) {
        return slots[hit];
    }

    int set(int hit) {
        return sets[hit];
    }

    int start(int hit) {
        return starts[hit];
    }

    int end(int hit) {
        return ends[hit];
    }

    MatchKey path(int hit) {
        return paths.get(pathOf[hit]);
    }

    /** {@link #AS_WRITTEN}, {@link #LOWER_CASE}, or both. */
    int spellings(int hit) {
        return spellings[hit];
    }

    private void grow() {
        int length = 2 * size;
        slots = Arrays.copyOf(slots, length);
        sets = Arrays.copyOf(sets, length);
        starts = Arrays.copyOf(starts, length);
        pathOf = Arrays.copyOf(pathOf, length);
        ends = Arrays.copyOf(ends, length);
        spellings = Arrays.copyOf(spellings, length);
    }
}
