package org.schoolgate.rules.people;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Addresses of network interfaces (EUI-48), as numbers of 48 bits and as text. */
public final class MacAddress {
    private static final int BYTES = 6;
    /** Of the first byte: addresses of groups, which no interface has as its own. */
    private static final long GROUP = 1L << 40;

    private static final String EXPECTED = "twelve hexadecimal digits, as in 02:00:5e:10:00:ff, of one interface";
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":");
    private static final Pattern SPELLINGS = Pattern.compile(
            "[0-9a-f]{12}|([0-9a-f]{2}:){5}[0-9a-f]{2}|([0-9a-f]{2}-){5}[0-9a-f]{2}|([0-9a-f]{4}\\.){2}[0-9a-f]{4}",
            Pattern.CASE_INSENSITIVE);

    private MacAddress() {}

    /**
     * Reads an address as systems and switches write them: in pairs with colons or hyphens, in fours with dots, or bare.
     *
     * @throws IllegalArgumentException when it is none, all zero, or that of a group
     */
    public static long parse(String text) {
        if (SPELLINGS.matcher(text).matches()) {
            long address = HexFormat.fromHexDigitsToLong(
                    text.replace(":", "").replace("-", "").replace(".", ""));
            if (address != 0 && (address & GROUP) == 0) {
                return address;
            }
        }
        throw new IllegalArgumentException("MAC address: \"" + text + "\" (expected: " + EXPECTED + ")");
    }

    /** In lower case, pairs of digits with colons. */
    public static String text(long address) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (address >>> Byte.SIZE * (BYTES - 1 - i));
        }
        return PAIRS.formatHex(bytes);
    }

    /** @throws IllegalArgumentException when it is no address, or not spelt as {@link #text} spells it */
    static String check(String text) {
        String canonical = text(parse(text));
        if (!canonical.equals(text)) {
            throw new IllegalArgumentException("MAC address: \"" + text + "\" (expected: " + canonical + ")");
        }
        return text;
    }
}
