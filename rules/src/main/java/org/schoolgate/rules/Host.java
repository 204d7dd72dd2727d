package org.schoolgate.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A canonical host: a DNS name (A-labels, lower case, no trailing dot) or an IP address. Two spellings that a browser or
 * a resolver takes for the same host are equal here; look-ups compare nothing but this.
 *
 * <p>IPv4-mapped addresses ({@code ::ffff:0:0/96}, RFC 4291) and NAT64 addresses ({@code 64:ff9b::/96}, RFC 6052) are
 * the IPv4 address they carry.
 */
public final class Host implements Comparable<Host> {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final byte[] NONE = {};
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final byte[] NAT64_PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final byte[] SIX_TO_FOUR_PREFIX = {0x20, 0x02};

    private final String text;
    private final byte[] address;

    private Host(String text, byte[] address) {
        this.text = text;
        this.address = address;
    }

    /**
     * Reads what the outside world sends on the wire: a request target, a {@code Host} field, an SNI name. Strict: ASCII
     * letters, digits, hyphens and underscores in labels of 1 to 63 characters, 253 in all, one trailing dot ignored;
     * every IPv4 spelling browsers know; IPv6 in brackets without a zone. O(length); when {@code text} is a canonical
     * {@code String}, only the result is allocated.
     *
     * @throws HostSyntaxException for everything else, among it user info, a port, {@code %}, {@code \}, white space
     */
    public static Host parse(CharSequence text) throws HostSyntaxException {
        return HostParser.strict(text);
    }

    /**
     * Reads a host as browsers read it in a URL (WHATWG URL Standard, host parser): percent-decoding, UTS 46
     * non-transitional mapping, every IPv4 spelling. For list files, typed input and URLs found inside URLs.
     *
     * <p>Differs from the standard in two ways: trailing dots are dropped, all of them, and an IPv6 address may stand
     * without brackets. As the standard has it, empty and overlong labels and odd ASCII such as {@code =} are kept, so
     * whoever stores the result asks {@link #fitsDns} first.
     */
    public static Host parseLenient(CharSequence text) throws HostSyntaxException {
        return HostParser.lenient(text);
    }

    /** Loads the tables for names beyond ASCII from their files, which the first such name would wait for otherwise. */
    public static void loadTables() {
        Uts46.load();
    }

    /**
     * The host that is this address, in network byte order.
     *
     * @throws IllegalArgumentException unless there are 4 or 16 bytes
     */
    public static Host ofAddress(byte[] address) {
        if (address.length == IPV4_BYTES) {
            byte[] copy = address.clone();
            return new Host(Ipv4.format(copy), copy);
        }
        if (address.length != IPV6_BYTES) {
            throw new IllegalArgumentException("address: " + address.length + " bytes (expected: 4 or 16)");
        }
        byte[] plain = unwrapped(address);
        if (plain.length == IPV4_BYTES) {
            return new Host(Ipv4.format(plain), plain);
        }
        byte[] copy = address.clone();
        return new Host(Ipv6.format(copy), copy);
    }

    /**
     * An address as {@link #ofAddress} takes it: the IPv4 address that an IPv4-mapped or NAT64 one stands for, else the same
     * array. Nothing is allocated for that.
     *
     * @param address 4 or 16 bytes in network order
     */
    public static byte[] unwrapped(byte[] address) {
        boolean isWrapped = address.length == IPV6_BYTES
                && (startsWith(address, MAPPED_PREFIX) || startsWith(address, NAT64_PREFIX));
        return isWrapped ? Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : address;
    }

    /**
     * The same, and of a 6to4 address (RFC 3056) the IPv4 address that it carries.
     *
     * @param address 4 or 16 bytes in network order
     */
    public static byte[] innermost(byte[] address) {
        byte[] plain = unwrapped(address);
        boolean isCarrier = plain.length == IPV6_BYTES && startsWith(plain, SIX_TO_FOUR_PREFIX);
        int start = SIX_TO_FOUR_PREFIX.length;
        return isCarrier ? Arrays.copyOfRange(plain, start, start + IPV4_BYTES) : plain;
    }

    /**
     * A name with its international labels (A-labels) in the letters that people read; what is none stays as it is. Not for
     * comparing: look-alikes look alike.
     */
    public static String unicode(String name) {
        return Uts46.toUnicode(name);
    }

    /** A name that has been through {@link HostParser}. */
    static Host ofCanonicalName(String name) {
        return new Host(name, NONE);
    }

    /** The canonical text; an IPv6 address is compressed (RFC 5952) and without brackets. */
    public String text() {
        return text;
    }

    /** {@link #text}, with IPv6 in brackets, as in the authority of a URI. */
    public String uriText() {
        return address.length == IPV6_BYTES ? "[" + text + "]" : text;
    }

    public boolean isAddress() {
        return address.length != 0;
    }

    /**
     * The address in network byte order: 4 bytes, or 16.
     *
     * @throws IllegalStateException when this is a name
     */
    public byte[] addressBytes() {
        if (!isAddress()) {
            throw new IllegalStateException("a name has no address: " + text);
        }
        return address.clone();
    }

    /** The IPv4 address that a 6to4 address (RFC 3056) carries; null for any other host. */
    public @Nullable Host carried() {
        byte[] inner = innermost(address);
        return inner.length == address.length ? null : ofAddress(inner);
    }

    /** Whether this is {@code parent} or, both being names, stands below it at a label boundary. */
    public boolean isSameOrBelow(Host parent) {
        if (isAddress() || parent.isAddress()) {
            return equals(parent);
        }
        int boundary = text.length() - parent.text.length() - 1;
        return text.endsWith(parent.text) && (boundary < 0 || text.charAt(boundary) == '.');
    }

    /** Whether {@link #parse} would take this host too. Always so for an address, and for what it returned itself. */
    public boolean fitsDns() {
        return isAddress() || HostParser.fitsDns(text);
    }

    @Override
    public int compareTo(Host other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Host host && text.equals(host.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text;
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }
}
