package org.schoolgate.rules.index;

import org.schoolgate.rules.Effect;

/** Counts what lists say twice. */
final class Duplicates {
    private final int[] listOfFile;
    private final long[] counts;
    private final long[] exceptions;

    /** @param listOfFile the ordinal of each file's list */
    Duplicates(int[] listOfFile, int lists) {
        this.listOfFile = listOfFile;
        this.counts = new long[lists];
        this.exceptions = new long[lists];
    }

    int lists() {
        return counts.length;
    }

    /** Whether entries of those origins say the same of what they cover: of one list, with one effect and scope. */
    boolean areAlike(int origin, int other) {
        return ofList(origin) == ofList(other);
    }

    /** The same number for all origins that are alike. */
    int ofList(int origin) {
        return Origin.ofFile(listOfFile[Origin.file(origin)], origin);
    }

    /** The list that an entry is from had it before. */
    void add(int origin) {
        int list = listOfFile[Origin.file(origin)];
        counts[list]++;
        if (Origin.effect(origin) == Effect.EXCEPTED) {
            exceptions[list]++;
        }
    }

    long of(int list) {
        return counts[list];
    }

    /** How many of them are exceptions. */
    long exceptionsOf(int list) {
        return exceptions[list];
    }
}
