package org.schoolgate.rules.rewrite;

import java.util.Map;
import java.util.TreeMap;

/** The {@code Cookie} field of a request (RFC 6265, section 4.2). */
final class Cookies {
    private Cookies() {}

    /** The field with these cookies, in place of those of the same name. */
    static String with(String field, Map<String, String> cookies) {
        StringBuilder text = new StringBuilder(field.length() + 32);
        for (String pair : field.split(";")) {
            String cookie = pair.strip();
            String name = cookie.substring(0, Math.max(cookie.indexOf('='), 0)).strip();
            if (!cookie.isEmpty() && !cookies.containsKey(name)) {
                append(text, cookie);
            }
        }
        new TreeMap<>(cookies).forEach((name, value) -> append(text, name + "=" + value));
        return text.toString();
    }

    private static void append(StringBuilder text, String cookie) {
        text.append(text.length() == 0 ? "" : "; ").append(cookie);
    }
}
