package org.schoolgate.rules.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of an address what lets someone in: passwords, tokens, keys, signatures and session numbers, by the name of their
 * parameter, and user info; also in addresses within the address, percent-encoded up to three times. What is taken out becomes
 * {@code ***}. This masks what programs send, not what someone wants to hide from himself. Linear; an address without a query,
 * a path parameter, user info or an escape is returned as it is, after one look at each character.
 */
public final class UrlSecrets {
    static final String MASK = "***";

    /** The whole name, or a word of it, as in {@code auth_code}, {@code oobCode} or {@code X-Amz-Credential}. */
    private static final Set<String> WORDS = Set.of(
            "auth",
            "authkey",
            "authorization",
            "code",
            "credential",
            "credentials",
            "csrf",
            "jwt",
            "key",
            "otp",
            "pass",
            "passcode",
            "pin",
            "pw",
            "samlresponse",
            "sid",
            "sig",
            "ticket",
            "totp",
            "xsrf");

    /** Anywhere in the name, as in {@code access_token}, {@code X-Amz-Signature} or {@code JSESSIONID}. */
    private static final List<String> PARTS = List.of(
            "apikey",
            "assertion",
            "passphrase",
            "passwd",
            "password",
            "pwd",
            "secret",
            "sessid",
            "session",
            "signature",
            "token");

    private UrlSecrets() {}

    /** @param path with its query, as sent */
    public static String maskPath(String path) {
        return mayHoldSecrets(path) ? maskUserInfo(maskParameters(path)) : path;
    }

    /** @param authority as sent, which need be none */
    public static String maskAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        return at < 0 ? authority : MASK + authority.substring(at);
    }

    private static boolean mayHoldSecrets(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("?&;@%".indexOf(path.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String maskParameters(String path) {
        StringBuilder masked = new StringBuilder(path.length());
        StringBuilder name = new StringBuilder();
        int kept = 0;
        boolean isNamed = false;
        boolean isQuery = false;
        for (Spelling at = new Spelling(path); at.hasNext(); ) {
            char c = at.next();
            isQuery |= c == '?';
            if (c == '?' || c == '&' || c == ';') {
                isNamed = true;
                name.setLength(0);
            } else if (c == '=' && isNamed) {
                isNamed = false;
                int start = at.position();
                if (isSecret(name) && at.skipUntil(isQuery ? "&" : "/;?", at.length())) {
                    masked.append(path, kept, start).append(MASK);
                    kept = at.position();
                }
            } else if (isNamed) {
                name.append(c);
            }
        }
        return masked.append(path, kept, path.length()).toString();
    }

    private static boolean isSecret(StringBuilder name) {
        String lower = name.toString().toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower) || PARTS.stream().anyMatch(lower::contains)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetterOrDigit(name.charAt(i)) || isCamelHump(name, i)) {
                if (WORDS.contains(lower.substring(start, i))) {
                    return true;
                }
                start = Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
            }
        }
        return WORDS.contains(lower.substring(start));
    }

    private static boolean isCamelHump(StringBuilder name, int i) {
        return i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
    }

    /** Of addresses within the address, as in {@code /go?to=http://name:password@host/}; up to the last {@code @} before a path. */
    private static String maskUserInfo(String path) {
        StringBuilder masked = new StringBuilder(path.length());
        int kept = 0;
        int slashes = -1; // behind a colon; -1 behind anything else
        int start = path.length(); // of what may be user info, and the last "@" behind it
        int end = 0;
        for (Spelling at = new Spelling(path); at.hasNext(); ) {
            int here = at.position();
            char c = at.next();
            if (c == '/' || c == '?' || c == '&' || c == '#') {
                kept = maskBetween(path, kept, start, end, masked);
                start = c == '/' && slashes == 1 ? at.position() : path.length();
            } else if (c == '@') {
                end = here;
            }
            slashes = c == ':' ? 0 : c == '/' && slashes >= 0 ? slashes + 1 : -1;
        }
        kept = maskBetween(path, kept, start, end, masked);
        return masked.append(path, kept, path.length()).toString();
    }

    /** Appends what comes before {@code start}, and the mask; returns how far the path is done with. */
    private static int maskBetween(String path, int kept, int start, int end, StringBuilder masked) {
        if (end <= start) {
            return kept;
        }
        masked.append(path, kept, start).append(MASK);
        return end;
    }

    /** Goes through an address character by character, however often each was percent-encoded (three times at most). */
    private static final class Spelling {
        private static final int MAX_LENGTH = "%25252F".length();

        private final String text;
        private int position;
        private int length;

        Spelling(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return position < text.length();
        }

        /** Behind the character that {@link #next} returned last. */
        int position() {
            return position;
        }

        /** In which that one is spelt: 1 for itself, 3 for {@code %2F}, 5 for {@code %252F}. */
        int length() {
            return length;
        }

        char next() {
            char c = text.charAt(position);
            length = 1;
            if (c == '%') {
                int digits = position + 1;
                while (text.startsWith("25", digits) && isHex(digits + 2) && digits + 4 - position <= MAX_LENGTH) {
                    digits += 2;
                }
                if (isHex(digits)) {
                    c = (char) Integer.parseInt(text, digits, digits + 2, 16);
                    length = digits + 2 - position;
                }
            }
            position += length;
            return c;
        }

        /**
         * Goes on to the next of {@code ends} that is encoded no more often than {@code level} says, or to the end of the text;
         * false when that is right here.
         */
        boolean skipUntil(String ends, int level) {
            int from = position;
            int before = position;
            while (hasNext()) {
                before = position;
                char c = next();
                if (length <= level && ends.indexOf(c) >= 0) {
                    position = before;
                    return before > from;
                }
            }
            return position > from;
        }

        private boolean isHex(int at) {
            return at + 1 < text.length()
                    && Character.digit(text.charAt(at), 16) >= 0
                    && Character.digit(text.charAt(at + 1), 16) >= 0;
        }
    }
}
