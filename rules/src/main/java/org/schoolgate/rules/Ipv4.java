package org.schoolgate.rules;

/**
 * IPv4 addresses in every spelling that browsers take (WHATWG URL Standard, IPv4 parser): one to four parts, each
 * decimal, octal ({@code 0…}) or hexadecimal ({@code 0x…}); the last part fills the remaining bytes.
 */
final class Ipv4 {
    private static final String SYNTAX = "ends in a number, but is no IPv4 address";
    private static final int MAX_PARTS = 4;
    private static final long NOT_A_NUMBER = -1;
    /** Above every valid part; larger values stay here instead of overflowing. */
    private static final long TOO_LARGE = 1L << 40;

    private Ipv4() {}

    /** Whether the last label makes the whole name an address, or nothing at all. Expects lower case. */
    static boolean endsInNumber(String name) {
        int start = name.lastIndexOf('.') + 1;
        char first = start < name.length() ? name.charAt(start) : '.';
        if (first < '0' || first > '9') {
            return false;
        }
        return number(name, start, name.length(), 10) != NOT_A_NUMBER
                || part(name, start, name.length()) != NOT_A_NUMBER;
    }

    static byte[] parse(String name) throws HostSyntaxException {
        long address = 0;
        int parts = 0;
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            long part = part(name, start, dot);
            if (part == NOT_A_NUMBER || part > 255 || ++parts == MAX_PARTS) {
                throw new HostSyntaxException(SYNTAX);
            }
            address = address << 8 | part;
            start = dot + 1;
        }
        int bitsLeft = 8 * (MAX_PARTS - parts);
        long last = part(name, start, name.length());
        if (last == NOT_A_NUMBER || last >= 1L << bitsLeft) {
            throw new HostSyntaxException(SYNTAX);
        }
        return bytes(address << bitsLeft | last);
    }

    static String format(byte[] address) {
        return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
    }

    private static byte[] bytes(long address) {
        return new byte[] {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address};
    }

    private static long part(String name, int start, int end) {
        if (start == end) {
            return NOT_A_NUMBER;
        }
        if (name.charAt(start) != '0' || end - start == 1) {
            return number(name, start, end, 10);
        }
        return name.charAt(start + 1) == 'x' ? number(name, start + 2, end, 16) : number(name, start + 1, end, 8);
    }

    /** No digits at all are 0: {@code 0x} is a number to browsers. */
    private static long number(String name, int start, int end, int radix) {
        long value = 0;
        for (int i = start; i < end; i++) {
            char c = name.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return NOT_A_NUMBER;
            }
            value = Math.min(value * radix + digit, TOO_LARGE);
        }
        return value;
    }
}
