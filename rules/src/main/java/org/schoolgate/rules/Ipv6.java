package org.schoolgate.rules;

/** IPv6 addresses as text, without brackets: read as browsers do (WHATWG URL Standard, IPv6 parser), written by RFC 5952. */
final class Ipv6 {
    static final String SYNTAX = "not an IPv6 address";
    private static final int PIECES = 8;
    private static final int NOWHERE = -1;

    private final CharSequence text;
    private final int[] pieces = new int[PIECES];
    private int position;
    /** Pieces read; a {@code ::} stands for one at least. */
    private int count;

    private int compressedAt = NOWHERE;

    private Ipv6(CharSequence text) {
        this.text = text;
    }

    static byte[] parse(CharSequence text) throws HostSyntaxException {
        Ipv6 parser = new Ipv6(text);
        parser.readStart();
        while (parser.position < text.length()) {
            parser.readNext();
        }
        parser.expand();
        return parser.bytes();
    }

    static String format(byte[] address) {
        int[] pieces = new int[PIECES];
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        }
        int runStart = longestZeroRun(pieces);
        StringBuilder result = new StringBuilder(39);
        for (int i = 0; i < PIECES; i++) {
            if (i == runStart) {
                result.append("::");
                i = endOfZeros(pieces, i) - 1;
            } else {
                result.append(needsColon(result) ? ":" : "").append(Integer.toHexString(pieces[i]));
            }
        }
        return result.toString();
    }

    private void readStart() throws HostSyntaxException {
        if (at(0) == ':') {
            expect(at(1) == ':');
            position = 2;
            compressedAt = ++count;
        }
    }

    private void readNext() throws HostSyntaxException {
        expect(count < PIECES);
        if (at(position) == ':') {
            expect(compressedAt == NOWHERE);
            compressedAt = ++count;
            position++;
            return;
        }
        int start = position;
        int value = 0;
        while (position - start < 4 && digit(16) >= 0) {
            value = value << 4 | digit(16);
            position++;
        }
        if (at(position) == '.') {
            position = start;
            readIpv4();
            return;
        }
        expect(position > start);
        pieces[count++] = value;
        readSeparator();
    }

    /** After a piece: the end, or a colon with something behind it. */
    private void readSeparator() throws HostSyntaxException {
        if (position == text.length()) {
            return;
        }
        expect(at(position) == ':' && position + 1 < text.length());
        position++;
    }

    private void readIpv4() throws HostSyntaxException {
        expect(count <= PIECES - 2);
        int high = readOctet() << 8;
        readDot();
        pieces[count++] = high | readOctet();
        readDot();
        int low = readOctet() << 8;
        readDot();
        pieces[count++] = low | readOctet();
        expect(position == text.length());
    }

    private void readDot() throws HostSyntaxException {
        expect(at(position) == '.');
        position++;
    }

    /** Decimal without leading zeros, unlike an IPv4 address that stands alone. */
    private int readOctet() throws HostSyntaxException {
        int start = position;
        int value = 0;
        while (digit(10) >= 0) {
            expect(position == start || value != 0);
            value = value * 10 + digit(10);
            expect(value <= 255);
            position++;
        }
        expect(position > start);
        return value;
    }

    private void expand() throws HostSyntaxException {
        if (compressedAt == NOWHERE) {
            expect(count == PIECES);
            return;
        }
        int behind = count - compressedAt;
        for (int i = 1; i <= behind; i++) {
            int from = count - i;
            int to = PIECES - i;
            int piece = pieces[from];
            pieces[from] = 0;
            pieces[to] = piece;
        }
    }

    private byte[] bytes() {
        byte[] address = new byte[2 * PIECES];
        for (int i = 0; i < PIECES; i++) {
            address[2 * i] = (byte) (pieces[i] >>> 8);
            address[2 * i + 1] = (byte) pieces[i];
        }
        return address;
    }

    /** The character there, or NUL behind the end. */
    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private int digit(int radix) {
        char c = at(position);
        return c < 0x80 ? Character.digit(c, radix) : -1;
    }

    private static void expect(boolean condition) throws HostSyntaxException {
        if (!condition) {
            throw new HostSyntaxException(SYNTAX);
        }
    }

    /** Where the first of the longest runs of two zero pieces or more begins. */
    private static int longestZeroRun(int[] pieces) {
        int longest = NOWHERE;
        int length = 1;
        for (int i = 0; i < PIECES; i++) {
            int end = endOfZeros(pieces, i);
            if (end - i > length) {
                longest = i;
                length = end - i;
            }
        }
        return longest;
    }

    private static int endOfZeros(int[] pieces, int start) {
        int end = start;
        while (end < PIECES && pieces[end] == 0) {
            end++;
        }
        return end;
    }

    private static boolean needsColon(StringBuilder text) {
        return text.length() > 0 && text.charAt(text.length() - 1) != ':';
    }
}
