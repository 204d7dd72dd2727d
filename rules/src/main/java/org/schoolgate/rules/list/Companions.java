package org.schoolgate.rules.list;

import java.util.regex.Pattern;

/** What makers put beside their lists, and nobody misses. */
final class Companions {
    private static final Pattern PATH = Pattern.compile(
            "(?:.*/)?(?:(?:global_)?usage|(?:readme|licen[cs]e|copying|copyright|changelog|sources)(?:[._-].*)?)",
            Pattern.CASE_INSENSITIVE);

    private Companions() {}

    static boolean matches(String path) {
        return PATH.matcher(path).matches();
    }
}
