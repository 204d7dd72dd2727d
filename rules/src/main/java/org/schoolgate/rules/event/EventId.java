package org.schoolgate.rules.event;

import java.util.Comparator;
import java.util.Optional;

/**
 * The number of one event. Unique for all time: a gateway takes a new epoch at each start, and counts from 1 within it.
 * Ordered as one gateway counted, by epoch and then sequence; ids of different gateways have no common order in time.
 *
 * @param gateway 1 and up, given at enrolment
 * @param epoch 1 and up, one more at each start of the gateway
 * @param sequence 1 and up, one more for each event of the epoch
 */
public record EventId(int gateway, long epoch, long sequence) implements Comparable<EventId> {
    private static final Comparator<EventId> ORDER = Comparator.comparingLong(EventId::epoch)
            .thenComparingLong(EventId::sequence)
            .thenComparingInt(EventId::gateway);

    public EventId {
        requirePositive("gateway", gateway);
        requirePositive("epoch", epoch);
        requirePositive("sequence", sequence);
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: 1 or more)");
        }
    }

    /** Reads what {@link #text} wrote; empty for everything else. */
    public static Optional<EventId> parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            EventId id = new EventId(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            return id.text().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a reference as a person typed it: in any case, {@code O} for 0, {@code I} or {@code L} for 1. Empty when it
     * is none, or when its check letter says that a character is wrong or that two neighbours changed places.
     */
    public static Optional<EventId> parseReference(String reference) {
        return Reference.read(reference);
    }

    /** In decimals for machines, as in {@code 1-3-42}. */
    public String text() {
        return gateway + "-" + epoch + "-" + sequence;
    }

    /** For block pages and telephones, as in {@code 1-3-1A-F}: Crockford's base 32 with a check letter. */
    public String reference() {
        return Reference.write(this);
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }
}
