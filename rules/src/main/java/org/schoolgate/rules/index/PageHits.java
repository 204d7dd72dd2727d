package org.schoolgate.rules.index;

import java.util.Arrays;
import java.util.List;
import org.schoolgate.rules.url.MatchKey;

/** The part of {@link Hits} that is about pages: hosts that have some, and what was found of the URL asked for. */
final class PageHits {
    private long[] hostKeys = new long[8];
    private int[] hostStarts = new int[8];
    private int hosts;

    private List<MatchKey> paths = List.of();
    private int[] slots = new int[8];
    private int[] sets = new int[8];
    private int[] starts = new int[8];
    private int[] ends = new int[8];
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

    /** The keys asked for. */
    List<MatchKey> paths() {
        return paths;
    }

    /**
     * Notes what was found, once only.
     *
     * @param start of the host in the name asked for
     * @param end of the prefix in one of the keys
     */
    void add(int slot, int set, int start, int end) {
        for (int hit = 0; hit < size; hit++) {
            if (slots[hit] == slot && ends[hit] == end) {
                return;
            }
        }
        if (size == slots.length) {
            grow();
        }
        slots[size] = slot;
        sets[size] = set;
        starts[size] = start;
        ends[size] = end;
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

    private void grow() {
        int length = 2 * size;
        slots = Arrays.copyOf(slots, length);
        sets = Arrays.copyOf(sets, length);
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
    }
}
