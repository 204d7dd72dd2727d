package org.schoolgate.rules.event;

import java.util.Locale;
import java.util.Optional;

/**
 * How an {@link EventId} is written for people: gateway, epoch and sequence in Crockford's base 32, then a check letter.
 *
 * <pre>{@code
 * 1-3-1A-F
 * | | |  +- check letter
 * | | +---- sequence (42)
 * | +------ epoch (3)
 * +-------- gateway (1)
 * }</pre>
 */
final class Reference {
    /*
     * The check letter is the sum of value * 2^position modulo 33, over the digits and the hyphens between them (a hyphen
     * has the value 32). 2 is invertible modulo 33, so one wrong character always changes the sum; a swap of neighbours
     * changes it by (2^(i+1) - 2^i) * (a - b) = 2^i * (a - b), which is not 0 either. Counting the hyphens catches
     * 1-31-A for 1-3-1A. The 33rd letter is U, which Crockford's digits leave out.
     */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECK_LETTERS = DIGITS + "U";
    private static final int BITS_PER_DIGIT = 5;
    private static final int HYPHEN_VALUE = DIGITS.length();
    private static final int MODULUS = CHECK_LETTERS.length();
    private static final int MAX_LENGTH = 7 + 1 + 13 + 1 + 13 + 1 + 1;

    private Reference() {}

    static String write(EventId id) {
        String body = digits(id.gateway()) + "-" + digits(id.epoch()) + "-" + digits(id.sequence());
        return body + "-" + checkLetter(body);
    }

    static Optional<EventId> read(String typed) {
        if (typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = withoutLookAlikes(typed);
        String[] parts = text.split("-", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long gateway = value(parts[0]);
        long epoch = value(parts[1]);
        long sequence = value(parts[2]);
        if (gateway < 1 || gateway > Integer.MAX_VALUE || epoch < 1 || sequence < 1) {
            return Optional.empty();
        }
        EventId id = new EventId((int) gateway, epoch, sequence);
        return write(id).equals(text) ? Optional.of(id) : Optional.empty();
    }

    private static String withoutLookAlikes(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private static String digits(long value) {
        StringBuilder reversed = new StringBuilder();
        for (long rest = value; rest > 0; rest >>>= BITS_PER_DIGIT) {
            reversed.append(DIGITS.charAt((int) (rest & (DIGITS.length() - 1))));
        }
        return reversed.reverse().toString();
    }

    /** -1 when it is no number, or one above {@link Long#MAX_VALUE}. */
    private static long value(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = DIGITS.indexOf(digits.charAt(i));
            if (digit < 0 || value > Long.MAX_VALUE >> BITS_PER_DIGIT) {
                return -1;
            }
            value = value << BITS_PER_DIGIT | digit;
        }
        return value;
    }

    private static char checkLetter(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            int value = c == '-' ? HYPHEN_VALUE : DIGITS.indexOf(c);
            sum = (2 * sum + value) % MODULUS;
        }
        return CHECK_LETTERS.charAt(sum);
    }
}
