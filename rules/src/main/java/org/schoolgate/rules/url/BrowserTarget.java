package org.schoolgate.rules.url;

import java.nio.charset.StandardCharsets;

/** Path and query as a browser sends them for what stands in a URL (WHATWG URL Standard, path and query state). */
final class BrowserTarget {
    /** Besides controls, space and non-ASCII characters. */
    private static final String PATH_ESCAPES = "\"<>^`{}";

    private static final String QUERY_ESCAPES = "\"<>'";

    private BrowserTarget() {}

    /** @param start where path, query, fragment or nothing begins */
    static String of(String url, int start) {
        int hash = url.indexOf('#', start);
        int end = hash < 0 ? url.length() : hash;
        int mark = url.indexOf('?', start);
        int pathEnd = mark < 0 || mark > end ? end : mark;
        StringBuilder target = new StringBuilder(end - start + 16);
        if (start == pathEnd) {
            target.append('/');
        }
        append(target, url.substring(start, pathEnd).replace('\\', '/'), PATH_ESCAPES);
        String path = new Octets(target.toString()).removeDotSegments().text();
        target.setLength(0);
        target.append(path);
        if (pathEnd < end) {
            append(target.append('?'), url.substring(pathEnd + 1, end), QUERY_ESCAPES);
        }
        return target.toString();
    }

    private static void append(StringBuilder target, String text, String special) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint < 0x80) {
                Octets.appendEscaped(target, (byte) codePoint, special);
            } else {
                appendUtf8(target, isSurrogate(codePoint) ? 0xfffd : codePoint);
            }
        }
    }

    private static void appendUtf8(StringBuilder target, int codePoint) {
        for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            Octets.appendEscaped(target, octet, "");
        }
    }

    /** One without its other half. */
    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
