package org.schoolgate.rules.url;

import java.nio.charset.StandardCharsets;

/** The bytes of a path or query, changed in place, since no step makes them more. All steps take time O(length). */
final class Octets {
    private static final String HEX = "0123456789ABCDEF";

    private final byte[] bytes;
    private int length;

    Octets(String ascii) {
        bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        length = bytes.length;
    }

    /**
     * Decodes percent escapes until there is none, {@code %2541} to {@code A} too. No escape overlaps another, so whichever
     * is decoded first, the end is the same; here it is done in one pass, looking back after each byte.
     */
    Octets decode() {
        int end = 0;
        for (int i = 0; i < length; i++) {
            bytes[end++] = bytes[i];
            while (end >= 3 && isEscape(end - 3)) {
                bytes[end - 3] = (byte) (hex(bytes[end - 2]) << 4 | hex(bytes[end - 1]));
                end -= 2;
            }
        }
        length = end;
        return this;
    }

    /** Decodes each percent escape once, {@code %2541} to {@code %41}. */
    Octets decodeOnce() {
        int end = 0;
        for (int i = 0; i < length; i++) {
            if (i + 2 < length && isEscape(i)) {
                bytes[end++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            } else {
                bytes[end++] = bytes[i];
            }
        }
        length = end;
        return this;
    }

    /** As browsers do (WHATWG URL Standard, path state): {@code .} and {@code ..}, their dots escaped or not. */
    Octets removeDotSegments() {
        return removeDotSegments(true);
    }

    /** {@code .} and {@code ..} as they stand. */
    Octets removeLiteralDotSegments() {
        return removeDotSegments(false);
    }

    private Octets removeDotSegments(boolean escapedToo) {
        int end = 0;
        int start = 1;
        while (start <= length) {
            int stop = endOfSegment(start);
            int dots = dots(start, stop, escapedToo);
            if (dots == 2) {
                end = startOfLastSegment(end);
            }
            if (dots == 0) {
                bytes[end++] = '/';
                System.arraycopy(bytes, start, bytes, end, stop - start);
                end += stop - start;
            } else if (stop == length) {
                bytes[end++] = '/';
            }
            start = stop + 1;
        }
        length = end;
        return this;
    }

    Octets joinSlashes() {
        int end = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '/' || end == 0 || bytes[end - 1] != '/') {
                bytes[end++] = bytes[i];
            }
        }
        length = end;
        return this;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** Read as UTF-8, as people would write it. */
    String letters() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** As text, with everything but printable ASCII escaped, and {@code special} too. */
    String escaped(String special) {
        StringBuilder text = new StringBuilder(length + 16);
        for (int i = 0; i < length; i++) {
            appendEscaped(text, bytes[i], special);
        }
        return text.toString();
    }

    static void appendEscaped(StringBuilder text, byte octet, String special) {
        if (octet <= ' ' || octet == 0x7f || special.indexOf(octet) >= 0) {
            text.append('%').append(HEX.charAt(octet >> 4 & 0xf)).append(HEX.charAt(octet & 0xf));
        } else {
            text.append((char) octet);
        }
    }

    /** How many dots a segment of nothing else has, if one or two; or 0. */
    private int dots(int start, int stop, boolean escapedToo) {
        int dots = 0;
        for (int i = start; i < stop; dots++) {
            if (bytes[i] == '.') {
                i++;
            } else if (escapedToo && stop - i >= 3 && isEscape(i) && bytes[i + 1] == '2' && hex(bytes[i + 2]) == 0xe) {
                i += 3;
            } else {
                return 0;
            }
        }
        return dots > 2 ? 0 : dots;
    }

    private int endOfSegment(int start) {
        int i = start;
        while (i < length && bytes[i] != '/') {
            i++;
        }
        return i;
    }

    /** Its slash belongs to it. */
    private int startOfLastSegment(int end) {
        int i = end;
        do {
            i--;
        } while (i > 0 && bytes[i] != '/');
        return Math.max(i, 0);
    }

    private boolean isEscape(int at) {
        return bytes[at] == '%' && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
    }

    private static int hex(byte octet) {
        return octet < 0 ? -1 : Character.digit(octet, 16);
    }
}
