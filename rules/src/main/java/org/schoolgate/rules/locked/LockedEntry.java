package org.schoolgate.rules.locked;

import java.nio.ByteBuffer;

/**
 * An entry of a locked list that was met. There is nothing in it from which the address could be told.
 *
 * @param id such as {@code L-5ZQ0M3T8WK}: the same for one entry as long as its list is not replaced
 * @param selfTest whether it is one of those that are in every list to prove that the slot works
 */
public record LockedEntry(String id, boolean selfTest) {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's
    private static final int BITS_PER_DIGIT = 5;
    private static final int ID_DIGITS = 10;

    /** Calls an entry by the first bits of its hash, which say nothing to whoever has not the key of the list. */
    static LockedEntry of(byte[] hash, boolean selfTest) {
        long bits = ByteBuffer.wrap(hash).getLong();
        StringBuilder id = new StringBuilder("L-");
        for (int i = 1; i <= ID_DIGITS; i++) {
            id.append(DIGITS.charAt((int) (bits >>> Long.SIZE - i * BITS_PER_DIGIT) & DIGITS.length() - 1));
        }
        return new LockedEntry(id.toString(), selfTest);
    }
}
