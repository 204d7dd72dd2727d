package org.schoolgate.rules.locked;

import java.nio.ByteBuffer;

/**
 * Says of most hosts and pages, in some nanoseconds a character and without allocating, that no entry is for them. A Bloom
 * filter over keyed 64-bit hashes, four bits an element, all in one word. It errs on one side only, for about one in a
 * hundred that are not in it. Not safe for adding by many threads.
 *
 * <p>A host is hashed from its end, so that the hashes of all its parents come along; a page's path goes on from the hash of
 * its host.
 */
final class NameFilter {
    private static final int BITS_PER_ELEMENT = 16;
    private static final int MIN_WORDS = 16;
    private static final int POSITION_BITS = 6;
    private static final int SEED_BYTES = 2 * Long.BYTES;
    /** No address is this: it begins with a character that none has. */
    private static final String SEED_LABEL = "\0filter";

    private final long[] words;
    private final long start;
    private final long multiplier;

    /** @param words a power of two of them, at least {@link #MIN_WORDS}; kept */
    NameFilter(KeyedHash keys, long[] words) {
        ByteBuffer seed = ByteBuffer.wrap(keys.of(SEED_LABEL), 0, SEED_BYTES);
        this.words = words;
        this.start = seed.getLong();
        this.multiplier = seed.getLong() | 1;
    }

    static NameFilter ofSize(KeyedHash keys, int elements) {
        return new NameFilter(keys, new long[Math.toIntExact(wordsFor(elements))]);
    }

    static long wordsFor(long elements) {
        long needed = Math.max(MIN_WORDS, elements * BITS_PER_ELEMENT / Long.SIZE);
        return Long.highestOneBit(needed * 2 - 1);
    }

    /** The hash of nothing. */
    long start() {
        return start;
    }

    long next(long hash, char c) {
        long value = hash ^ c;
        return Math.multiplyHigh(value, multiplier) ^ value * multiplier;
    }

    long ofHost(String host) {
        long hash = start;
        for (int i = host.length() - 1; i >= 0; i--) {
            hash = next(hash, host.charAt(i));
        }
        return hash;
    }

    long withPath(long host, String path) {
        long hash = host;
        for (int i = 0; i < path.length(); i++) {
            hash = next(hash, path.charAt(i));
        }
        return hash;
    }

    void add(long hash) {
        words[word(hash)] |= bits(hash);
    }

    boolean mayHave(long hash) {
        long bits = bits(hash);
        return (words[word(hash)] & bits) == bits;
    }

    long[] words() {
        return words;
    }

    private int word(long hash) {
        return (int) (hash >>> Long.numberOfLeadingZeros(words.length) + 1);
    }

    private static long bits(long hash) {
        return 1L << hash
                | 1L << (hash >>> POSITION_BITS)
                | 1L << (hash >>> 2 * POSITION_BITS)
                | 1L << (hash >>> 3 * POSITION_BITS);
    }
}
