package org.schoolgate.rules.index;

/**
 * Keyed hashes of pages: from the key of the host, step by step along the path. A step begins with its slash, or with the
 * question mark, so that equal steps in a row give equal keys and no others do.
 */
final class PageHash {
    private static final int CHUNK = Long.BYTES - 1;

    private final NameHash names;

    PageHash(NameHash names) {
        this.names = names;
    }

    /**
     * The key of a longer prefix.
     *
     * @param key of the prefix that ends at {@code from}; of the host at 0
     * @param lowerCase whether capital letters are taken for small ones
     */
    long next(long key, String path, int from, int to, boolean lowerCase) {
        long hash = key;
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(start + CHUNK, to);
            long chunk = end - start;
            for (int i = start; i < end; i++) {
                char c = path.charAt(i);
                chunk = chunk << Byte.SIZE | (lowerCase ? lowerCase(c) : c);
            }
            hash = names.mix(hash ^ chunk);
        }
        return hash;
    }

    static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static char lowerCase(char c) {
        return isCapital(c) ? (char) (c | 0x20) : c;
    }
}
