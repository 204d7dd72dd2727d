package org.schoolgate.rules.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern of a rule, if it is one of a host or of pages.
 *
 * @param path empty for all pages; may hold a query
 * @param hasEnd whether the last name in the path ends where the pattern does
 * @param problem why it is neither; empty when it is
 */
record AdblockPattern(String host, String path, boolean hasEnd, String problem) {
    private static final String HOST_ANCHOR = "||";
    private static final String WILDCARD = "wildcard within the pattern";
    private static final Pattern HOST_AND_REST = Pattern.compile("([^/^|*:?$]+)(.*)");
    private static final Pattern NOT_IN_A_PATH = Pattern.compile("[*^|$]");

    static AdblockPattern parse(String pattern, boolean isException) {
        if (pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/")) {
            return problem("regular expression");
        }
        if (!pattern.startsWith(HOST_ANCHOR)) {
            return problem("part of a URL, on whatever host");
        }
        Matcher parts = HOST_AND_REST.matcher(pattern.substring(HOST_ANCHOR.length()));
        if (!parts.matches()) {
            return problem(WILDCARD);
        }
        return parse(parts.group(1), parts.group(2), isException);
    }

    private static AdblockPattern parse(String host, String rest, boolean isException) {
        return switch (rest) {
            case "^", "/", "^*", "/*" -> new AdblockPattern(host, "", true, "");
            case "" -> problem("host without an end: longer ones begin so too");
            // To a list for resolvers that is the host; to one for browsers only its first page.
            case "^|" -> isException ? new AdblockPattern(host, "", true, "") : problem("first page of a host");
            default -> pages(host, rest);
        };
    }

    private static AdblockPattern pages(String host, String rest) {
        if (!rest.startsWith("/")) {
            return problem(rest.startsWith(":") ? PageAddress.OTHER_PORT : WILDCARD);
        }
        if (rest.endsWith("|")) {
            return problem("one page and none below it");
        }
        boolean hasEnd = rest.endsWith("^");
        String path = hasEnd || rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
        if (NOT_IN_A_PATH.matcher(path).find()) {
            return problem(WILDCARD);
        }
        boolean hasQuery = path.indexOf('?') >= 0;
        return hasQuery && !hasEnd
                ? problem("query without an end: longer ones begin so too")
                : new AdblockPattern(host, path, hasEnd || path.endsWith("/"), "");
    }

    private static AdblockPattern problem(String problem) {
        return new AdblockPattern("", "", true, problem);
    }
}
