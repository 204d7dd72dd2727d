package org.schoolgate.rules.rewrite;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.schoolgate.rules.url.Escapes;

/** The query of a request target. Parameters that are kept stay byte for byte as they were sent, in their order. */
final class QueryText {
    private QueryText() {}

    /** The target with these parameters, in place of all that a server could take for them. */
    static String with(String target, Map<String, String> parameters) {
        int end = target.indexOf('#') < 0 ? target.length() : target.indexOf('#');
        int mark = target.indexOf('?');
        boolean hasQuery = mark >= 0 && mark < end;
        StringBuilder text = new StringBuilder(target.length() + 32);
        text.append(target, 0, hasQuery ? mark : end).append('?');
        int begin = text.length();
        if (hasQuery) {
            appendOthers(text, target.substring(mark + 1, end), parameters);
        }
        new TreeMap<>(parameters).forEach((name, value) -> {
            text.append(text.length() == begin ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(value);
        });
        return text.toString();
    }

    /** Some servers part parameters at a semicolon too. */
    private static void appendOthers(StringBuilder text, String query, Map<String, String> parameters) {
        int begin = text.length();
        int start = 0;
        while (start <= query.length()) {
            int stop = endOfParameter(query, start);
            String parameter = query.substring(start, stop);
            if (!parameters.containsKey(name(parameter))) {
                text.append(text.length() == begin ? "" : separator(query, start))
                        .append(parameter);
            }
            start = stop + 1;
        }
    }

    private static String separator(String query, int start) {
        return start == 0 ? "&" : query.substring(start - 1, start);
    }

    private static int endOfParameter(String query, int start) {
        int end = start;
        while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
            end++;
        }
        return end;
    }

    /**
     * As the most lenient server could read it: decoded until no escape is left, without what is around it or behind a
     * bracket, in lower case.
     */
    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String decoded = Escapes.decoded(name);
        int bracket = decoded.indexOf('[');
        String base = bracket < 0 ? decoded : decoded.substring(0, bracket);
        return base.chars()
                .filter(c -> c > ' ' && c != '+' && c != 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
