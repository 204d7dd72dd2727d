package org.schoolgate.rules.index;

import java.nio.ByteBuffer;
import java.util.Comparator;
import org.schoolgate.rules.Host;

/**
 * Addresses that an entry speaks of, those at both ends among them; each in two words without sign, an IPv4 address in the
 * low one.
 *
 * @param isIpv4 of which family they are
 */
record AddressRange(boolean isIpv4, long firstHigh, long firstLow, long lastHigh, long lastLow, int origin, int line) {
    /** Of a row in the file: the first address and the last, high word and low word each, then origin (u32) and line (u32). */
    static final int BYTES = 4 * Long.BYTES + 2 * Integer.BYTES;

    /** The first address first; of those that begin alike, the widest. */
    static final Comparator<AddressRange> ORDER = Comparator.comparing(AddressRange::firstHigh, Long::compareUnsigned)
            .thenComparing(AddressRange::firstLow, Long::compareUnsigned)
            .thenComparing(AddressRange::lastHigh, (a, b) -> Long.compareUnsigned(b, a))
            .thenComparing(AddressRange::lastLow, (a, b) -> Long.compareUnsigned(b, a));

    /** By how many addresses there are in it. */
    static final Comparator<AddressRange> NARROWEST = Comparator.comparing(
                    AddressRange::widthHigh, Long::compareUnsigned)
            .thenComparing(AddressRange::widthLow, Long::compareUnsigned);

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    static AddressRange of(byte[] first, byte[] last, int origin, int line) {
        return new AddressRange(
                first.length == IPV4_BYTES, high(first), low(first), high(last), low(last), origin, line);
    }

    static AddressRange get(ByteBuffer row, boolean isIpv4) {
        return new AddressRange(
                isIpv4, row.getLong(), row.getLong(), row.getLong(), row.getLong(), row.getInt(), row.getInt());
    }

    void put(ByteBuffer row) {
        row.putLong(firstHigh).putLong(firstLow).putLong(lastHigh).putLong(lastLow);
        row.putInt(origin).putInt(line);
    }

    boolean hasAddressesOf(AddressRange other) {
        return ORDER.compare(this, other) == 0;
    }

    boolean beginsBehind(long high, long low) {
        return compare(firstHigh, firstLow, high, low) > 0;
    }

    boolean endsBefore(long high, long low) {
        return compare(lastHigh, lastLow, high, low) < 0;
    }

    AddressRange endingLast(AddressRange other) {
        return endsBeforeEndOf(other) ? other : this;
    }

    boolean endsBeforeEndOf(AddressRange other) {
        return endsBefore(other.lastHigh, other.lastLow);
    }

    boolean endsBeforeStartOf(AddressRange other) {
        return endsBefore(other.firstHigh, other.firstLow);
    }

    /** This one's entry, with the addresses up to the other's last. */
    AddressRange upToEndOf(AddressRange other) {
        return new AddressRange(isIpv4, firstHigh, firstLow, other.lastHigh, other.lastLow, origin, line);
    }

    byte[] first() {
        return bytes(firstHigh, firstLow);
    }

    byte[] last() {
        return bytes(lastHigh, lastLow);
    }

    /** A network where it is one: {@code 192.0.2.0/24}; else both ends, or the one address. */
    String text() {
        String first = Host.ofAddress(first()).text();
        if (firstHigh == lastHigh && firstLow == lastLow) {
            return first;
        }
        int hostBits = widthHigh() == 0 ? bits(widthLow()) : Long.SIZE + bits(widthHigh());
        boolean isNetwork = isOnes(hostBits) && areZero(hostBits);
        return isNetwork
                ? first + "/" + (Byte.SIZE * first().length - hostBits)
                : first + "-" + Host.ofAddress(last()).text();
    }

    /** The upper word of the address, 0 for IPv4. */
    static long high(byte[] address) {
        return address.length == IPV6_BYTES ? word(address, 0) : 0;
    }

    static long low(byte[] address) {
        return address.length == IPV6_BYTES ? word(address, Long.BYTES) : word(address, 0);
    }

    /** One less than the number of addresses. */
    private long widthHigh() {
        return lastHigh - firstHigh - (Long.compareUnsigned(lastLow, firstLow) < 0 ? 1 : 0);
    }

    private long widthLow() {
        return lastLow - firstLow;
    }

    /** Whether the width is so many ones. */
    private boolean isOnes(int bits) {
        return widthLow() == mask(bits) && widthHigh() == mask(bits - Long.SIZE);
    }

    /** Whether so many of the last bits of the first address are zero. */
    private boolean areZero(int bits) {
        return (firstLow & mask(bits)) == 0 && (firstHigh & mask(bits - Long.SIZE)) == 0;
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }

    private byte[] bytes(long high, long low) {
        return isIpv4
                ? ByteBuffer.allocate(IPV4_BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low).array();
    }

    /** Eight bytes of an address from there on, or as many as it has. */
    private static long word(byte[] address, int from) {
        long word = 0;
        for (int i = from; i < Math.min(from + Long.BYTES, address.length); i++) {
            word = word << Byte.SIZE | address[i] & 0xff;
        }
        return word;
    }
}
