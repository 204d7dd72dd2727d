package org.schoolgate.rules.access;

import java.util.List;

/**
 * Takes out of an address what lets someone in: passwords, tokens, keys, signatures and session numbers, by the name of
 * their parameter, and user info. What is taken out becomes {@code ***}. Names are compared without case and escapes of
 * none; so this masks what programs send, not what someone wants to hide from himself. Linear; an address that has
 * neither a query, nor a path parameter, nor user info is returned as it is, after one look at each character.
 */
public final class UrlSecrets {
    static final String MASK = "***";

    private static final List<String> NAMES = List.of(
            "auth",
            "authorization",
            "code",
            "credential",
            "credentials",
            "csrf",
            "jwt",
            "key",
            "otp",
            "pass",
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
            "api_key",
            "api-key",
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
        int at = nextSeparator(path, 0);
        if (at == path.length() && path.indexOf('@') < 0) {
            return path;
        }
        StringBuilder masked = new StringBuilder(path.length());
        masked.append(path, 0, at);
        while (at < path.length()) {
            int end = nextSeparator(path, at + 1);
            maskParameter(path, at, end, masked);
            at = end;
        }
        return maskUserInfo(masked.toString());
    }

    private static int nextSeparator(String path, int from) {
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '&' || c == ';') {
                return i;
            }
        }
        return path.length();
    }

    /** @param start of the separator before it */
    private static void maskParameter(String path, int start, int end, StringBuilder masked) {
        int equals = path.indexOf('=', start);
        if (equals < 0 || equals >= end - 1 || !isSecret(path, start + 1, equals)) {
            masked.append(path, start, end);
            return;
        }
        masked.append(path, start, equals + 1).append(MASK);
        int rest = path.indexOf('/', equals);
        boolean isInPath = path.charAt(start) == ';' && rest >= 0 && rest < end;
        masked.append(path, isInPath ? rest : end, end);
    }

    private static boolean isSecret(String path, int start, int end) {
        for (String name : NAMES) {
            if (name.length() == end - start && path.regionMatches(true, start, name, 0, name.length())) {
                return true;
            }
        }
        for (String part : PARTS) {
            for (int i = start; i <= end - part.length(); i++) {
                if (path.regionMatches(true, i, part, 0, part.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of addresses within the address, as in {@code /go?to=http://name:password@host/}. */
    private static String maskUserInfo(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int kept = 0;
        for (int scheme = text.indexOf("://"); scheme >= 0; scheme = text.indexOf("://", scheme + 3)) {
            int start = scheme + 3;
            int at = userInfoEnd(text, start);
            if (at > start) {
                masked.append(text, kept, start).append(MASK);
                kept = at;
            }
        }
        return masked.append(text, kept, text.length()).toString();
    }

    /** Of the last {@code @} before the path; -1 when there is none. */
    private static int userInfoEnd(String text, int start) {
        int at = -1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '&' || c == '#') {
                break;
            }
            at = c == '@' ? i : at;
        }
        return at;
    }

    /** @param authority as sent, which need be none */
    public static String maskAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        return at < 0 ? authority : MASK + authority.substring(at);
    }
}
