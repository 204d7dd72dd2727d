package org.schoolgate.rules.index;

/** Counts what lists say twice. */
final class Duplicates {
    private final int[] listOfFile;
    private final long[] counts;

    /** @param listOfFile the ordinal of each file's list */
    Duplicates(int[] listOfFile, int lists) {
        this.listOfFile = listOfFile;
        this.counts = new long[lists];
    }

    int lists() {
        return counts.length;
    }

    /** Whether entries of those origins say the same of what they cover: of one list, with one effect and scope. */
    boolean areAlike(int origin, int other) {
        return Origin.isAlike(origin, other) && listOfFile[Origin.file(origin)] == listOfFile[Origin.file(other)];
    }

    /** The list of that file has an entry that it had before. */
    void add(int file) {
        counts[listOfFile[file]]++;
    }

    long of(int list) {
        return counts[list];
    }
}
