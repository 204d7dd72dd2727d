package org.schoolgate.rules.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;

/**
 * Addresses from one to another, both included.
 *
 * @param first 4 or 16 bytes
 * @param last as many
 */
record AddressRange(byte[] first, byte[] last) {
    private static final int IPV6_GROUPS = 8;

    /** Reads {@code ADDRESS}, {@code ADDRESS/LENGTH} or {@code ADDRESS-ADDRESS}; null for anything else. Set bits behind a prefix are dropped. */
    static @Nullable AddressRange of(String text) {
        int slash = text.indexOf('/');
        int hyphen = text.indexOf('-');
        if (slash >= 0) {
            return prefix(text.substring(0, slash), text.substring(slash + 1));
        }
        return hyphen < 0
                ? between(text, text)
                : between(
                        text.substring(0, hyphen).trim(),
                        text.substring(hyphen + 1).trim());
    }

    /** Reads the owner of a record for addresses (RPZ): {@code 24.0.2.0.192}, {@code 48.zz.db8.2001}; null for anything else. */
    static @Nullable AddressRange ofTrigger(String reversed) {
        List<String> parts = new ArrayList<>(List.of(reversed.split("\\.", -1)));
        String length = parts.remove(0);
        Collections.reverse(parts);
        boolean isIpv6 = parts.size() > 4 || parts.contains("zz");
        String address = isIpv6
                ? String.join(":", parts)
                        .replaceFirst("^zz(?=:|$)", ":")
                        .replaceFirst("(?<=:|^)zz$", ":")
                        .replace("zz", "")
                : String.join(".", parts);
        return parts.size() > IPV6_GROUPS ? null : prefix(address, length);
    }

    ListEntry entry() {
        return Arrays.equals(first, last)
                ? new ListEntry.Name(Host.ofAddress(first), Scope.EXACT)
                : new ListEntry.Range(first, last);
    }

    private static @Nullable AddressRange between(String from, String to) {
        byte[] first = address(from);
        byte[] last = address(to);
        return first != null && last != null && first.length == last.length && Arrays.compareUnsigned(first, last) <= 0
                ? new AddressRange(first, last)
                : null;
    }

    private static @Nullable AddressRange prefix(String text, String length) {
        byte[] address = address(text);
        if (address == null || !length.matches("[0-9]{1,3}")) {
            return null;
        }
        // An IPv6 address that carries an IPv4 one has become that one.
        int bits = Integer.parseInt(length) - (text.indexOf(':') >= 0 && address.length == 4 ? 96 : 0);
        return bits < 0 || bits > address.length * 8 ? null : oneFamily(block(address, bits));
    }

    /** Null where an end of an IPv6 range is one of the addresses that stand for IPv4, and so the range is neither. */
    private static @Nullable AddressRange oneFamily(AddressRange range) {
        int bytes = range.first.length;
        return Host.ofAddress(range.first).addressBytes().length == bytes
                        && Host.ofAddress(range.last).addressBytes().length == bytes
                ? range
                : null;
    }

    private static AddressRange block(byte[] address, int bits) {
        byte[] first = address.clone();
        byte[] last = address.clone();
        for (int bit = bits; bit < address.length * 8; bit++) {
            int mask = 0x80 >>> (bit & 7);
            first[bit >>> 3] &= (byte) ~mask;
            last[bit >>> 3] |= (byte) mask;
        }
        return new AddressRange(first, last);
    }

    /** Only in its usual spelling: {@code 010.1} in such a list is a mistake. */
    private static byte @Nullable [] address(String text) {
        try {
            boolean isUsual = text.indexOf(':') >= 0 || text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
            return isUsual ? Host.parseLenient(text).addressBytes() : null;
        } catch (HostSyntaxException | IllegalStateException e) {
            return null;
        }
    }
}
