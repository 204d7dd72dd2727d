package org.schoolgate.rules.policy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Arrays;
import java.util.List;

/** An address prefix, such as {@code 10.20.0.0/16} or {@code fd00::/8}. */
public final class Network {
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private final byte[] address;
    private final int length;
    private final String text;

    private Network(byte[] address, int length, String text) {
        this.address = address;
        this.length = length;
        this.text = text;
    }

    /**
     * Reads {@code ADDRESS/LENGTH}; without a length, the one address.
     *
     * @throws IllegalArgumentException for anything else, and when bits right of the prefix are set: {@code 10.1.2.3/8}
     *     is somebody's mistake
     */
    public static Network parse(String text) {
        try {
            IPAddress parsed = new IPAddressString(text, STRICT).toAddress();
            if (parsed == null || parsed.isMultiple() && !parsed.isPrefixBlock()) {
                throw invalid(text, "a network such as 10.20.0.0/16");
            }
            return of(text, parsed);
        } catch (AddressStringException e) {
            throw invalid(text, "a network such as 10.20.0.0/16");
        }
    }

    private static Network of(String text, IPAddress parsed) {
        Integer prefix = parsed.getNetworkPrefixLength();
        if (prefix == null) {
            return new Network(parsed.getBytes(), parsed.getBitCount(), parsed.toCanonicalString());
        }
        IPAddress block = parsed.toPrefixBlock(prefix);
        if (!Arrays.equals(block.getLower().getBytes(), parsed.getLower().getBytes())) {
            throw invalid(text, block.toCanonicalString());
        }
        return new Network(block.getLower().getBytes(), prefix, block.toCanonicalString());
    }

    private static IllegalArgumentException invalid(String text, String expected) {
        return new IllegalArgumentException("network: \"" + text + "\" (expected: " + expected + ")");
    }

    /** Whether the address, 4 or 16 bytes in network order, is in here. An IPv4 address is never in an IPv6 network. */
    public boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = length >>> 3;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = length & 7;
        return rest == 0 || (address[whole] ^ other[whole]) >> (8 - rest) == 0;
    }

    /** Whether all of the other is in here. */
    public boolean contains(Network other) {
        return length <= other.length && contains(other.address);
    }

    /** Whether one of them {@link #contains(byte[])} the address. */
    static boolean anyContains(List<Network> networks, byte[] address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Leading bits that all addresses in here share. */
    public int length() {
        return length;
    }

    /** Canonical, such as {@code fd00::/8}; always with a length, but for a single address. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && length == network.length && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + length;
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text;
    }
}
