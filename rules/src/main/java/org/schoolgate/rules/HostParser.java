package org.schoolgate.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Both ways to read a {@link Host}: strictly from the wire, and as browsers do (WHATWG URL Standard, section 3.5). */
final class HostParser {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    /** Bounds the work on one text: Punycode takes time in the square of a label's length. */
    private static final int MAX_LENIENT = 2048;

    private static final String EMPTY = "empty host";
    private static final String EMPTY_LABEL = "empty label";
    private static final String LONG_LABEL = "label longer than 63 characters";
    private static final String LONG_NAME = "name longer than 253 characters";
    private static final String LONG_TEXT = "host longer than 2048 characters";
    private static final String BAD_CHARACTER = "character not allowed in a host";

    private static final byte ORDINARY = 0;
    private static final byte UPPER = 1;
    private static final byte DOT = 2;
    private static final byte OTHER = 3;
    private static final byte[] KINDS = kinds();

    private static final boolean[] FORBIDDEN = forbidden();

    private HostParser() {}

    static Host strict(CharSequence text) throws HostSyntaxException {
        if (isBracketed(text)) {
            return bracketed(text);
        }
        String whole = text.toString();
        String name = whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
        return nameOrIpv4(checkName(name) ? name : lowerCase(name));
    }

    static Host lenient(CharSequence text) throws HostSyntaxException {
        if (text.length() > MAX_LENIENT) {
            throw new HostSyntaxException(LONG_TEXT);
        }
        if (isBracketed(text)) {
            return bracketed(text);
        }
        String whole = text.toString();
        if (whole.indexOf(':') != whole.lastIndexOf(':')) {
            return Host.ofAddress(Ipv6.parse(whole));
        }
        String decoded = whole.indexOf('%') < 0 ? whole : percentDecoded(whole);
        String mapped = isAscii(decoded) ? lowerCase(decoded) : Uts46.toAscii(decoded);
        String name = withoutTrailingDots(mapped);
        if (name.isEmpty()) {
            throw new HostSyntaxException(EMPTY);
        }
        refuseForbidden(name);
        return nameOrIpv4(name);
    }

    static boolean fitsDns(String name) {
        try {
            return checkName(name);
        } catch (HostSyntaxException e) {
            return false;
        }
    }

    /** Returns whether the name is in lower case already. */
    private static boolean checkName(String name) throws HostSyntaxException {
        int end = name.length();
        if (end == 0) {
            throw new HostSyntaxException(EMPTY);
        }
        if (end > MAX_NAME) {
            throw new HostSyntaxException(LONG_NAME);
        }
        boolean lowerCase = true;
        int labelStart = 0;
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            byte kind = c < KINDS.length ? KINDS[c] : OTHER;
            if (kind == ORDINARY) {
                continue;
            }
            if (kind == DOT) {
                checkLabel(i - labelStart);
                labelStart = i + 1;
            } else if (kind == UPPER) {
                lowerCase = false;
            } else {
                throw new HostSyntaxException(BAD_CHARACTER);
            }
        }
        checkLabel(end - labelStart);
        return lowerCase;
    }

    private static void checkLabel(int length) throws HostSyntaxException {
        if (length == 0) {
            throw new HostSyntaxException(EMPTY_LABEL);
        }
        if (length > MAX_LABEL) {
            throw new HostSyntaxException(LONG_LABEL);
        }
    }

    /** Of characters, what a name on the wire makes of them. */
    private static byte[] kinds() {
        byte[] kinds = new byte[0x80];
        Arrays.fill(kinds, OTHER);
        Arrays.fill(kinds, 'a', 'z' + 1, ORDINARY);
        Arrays.fill(kinds, '0', '9' + 1, ORDINARY);
        Arrays.fill(kinds, 'A', 'Z' + 1, UPPER);
        kinds['-'] = ORDINARY;
        kinds['_'] = ORDINARY;
        kinds['.'] = DOT;
        return kinds;
    }

    private static boolean isBracketed(CharSequence text) {
        return text.length() > 0 && text.charAt(0) == '[';
    }

    private static Host bracketed(CharSequence text) throws HostSyntaxException {
        int last = text.length() - 1;
        if (text.charAt(last) != ']') {
            throw new HostSyntaxException(Ipv6.SYNTAX);
        }
        return Host.ofAddress(Ipv6.parse(text.subSequence(1, last)));
    }

    private static Host nameOrIpv4(String name) throws HostSyntaxException {
        return Ipv4.endsInNumber(name) ? Host.ofAddress(Ipv4.parse(name)) : Host.ofCanonicalName(name);
    }

    /** Malformed UTF-8 becomes U+FFFD, which UTS 46 refuses. */
    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                bytes[length++] = (byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte b) {
        return b >= 0 && Character.digit(b, 16) >= 0;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** ASCII only, and the same in every locale; returns {@code name} itself where nothing changes. */
    private static String lowerCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerCaseFrom(name, i);
            }
        }
        return name;
    }

    private static String lowerCaseFrom(String name, int first) {
        char[] characters = name.toCharArray();
        for (int i = first; i < characters.length; i++) {
            if (characters[i] >= 'A' && characters[i] <= 'Z') {
                characters[i] |= 0x20;
            }
        }
        return new String(characters);
    }

    private static String withoutTrailingDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }

    /** The standard's forbidden domain code points; whatever is not ASCII is mapped before. */
    private static boolean[] forbidden() {
        boolean[] forbidden = new boolean[0x7f];
        Arrays.fill(forbidden, 0, ' ' + 1, true);
        "#%/:<>?@[\\]^|".chars().forEach(c -> forbidden[c] = true);
        return forbidden;
    }

    private static void refuseForbidden(String name) throws HostSyntaxException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= FORBIDDEN.length || FORBIDDEN[c]) {
                throw new HostSyntaxException(BAD_CHARACTER);
            }
        }
    }
}
