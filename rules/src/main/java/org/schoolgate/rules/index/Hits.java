package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.schoolgate.rules.Host;

/**
 * Room for one question to an {@link Index} and its answer: the listed names found by their keys, the top-most first, and
 * listed pages. Keep one for each thread and use it again and again: then classifying allocates nothing.
 */
public final class Hits {
    /** As many labels as a name in DNS can have, and no listed name has more. */
    private static final int MAX_LABELS = 127;
    /** Bytes before the name, so that it is read eight bytes at a time from its first on. */
    private static final int MARGIN = 8;

    private byte[] buffer = new byte[MARGIN + 256];
    private final int[] slots = new int[MAX_LABELS];
    private final int[] sets = new int[MAX_LABELS];
    private final int[] starts = new int[MAX_LABELS];

    private final PageHits pages = new PageHits();

    private byte[] name = buffer;
    private int from;
    private int to;
    private int size;

    /** How many listed names there are among the host asked for and its parents. */
    public int size() {
        return size;
    }

    /** What lists speak of the host there: a set for {@link Index#categories(int, boolean)}. */
    public int set(int hit) {
        return sets[hit];
    }

    /** Whether the host asked for is below the listed name, or is it. */
    public boolean isBelow(int hit) {
        return starts[hit] > from;
    }

    @SuppressWarnings("deprecation") // drops high bytes, and there are none; every other way allocates
    void ask(Host host) {
        String text = host.text();
        int length = text.length();
        if (length > buffer.length - MARGIN) {
            buffer = new byte[MARGIN + length];
        }
        text.getBytes(0, length, buffer, MARGIN);
        ask(buffer, MARGIN, MARGIN + length);
    }

    void ask(byte[] canonical, int start, int end) {
        if (name != canonical) { // the collector makes even an unneeded store of a reference dear: a memory fence
            name = canonical;
        }
        from = start;
        to = end;
        size = 0;
        pages.clear();
    }

    byte[] name() {
        return name;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    PageHits pages() {
        return pages;
    }

    void add(int slot, int set, int start) {
        slots[size] = slot;
        sets[size] = set;
        starts[size] = start;
        size++;
    }

    int slot(int hit) {
        return slots[hit];
    }

    int start(int hit) {
        return starts[hit];
    }

    /** The name that was asked for, from there to its end. */
    String from(int start) {
        return new String(name, start, to - start, ISO_8859_1);
    }

    /** The name that was asked for. */
    @Override
    public String toString() {
        return from(from);
    }
}
