package org.schoolgate.rules.list;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.schoolgate.rules.Effect;

/**
 * A network rule, taken apart: {@code [@@]PATTERN[$OPTION,OPTION=VALUE…]}.
 *
 * @param options their names in small letters
 */
record AdblockRule(boolean isException, String pattern, List<String> options) {
    private static final String EXCEPTION = "@@";

    static AdblockRule parse(String line) {
        boolean isException = line.startsWith(EXCEPTION);
        String rule = isException ? line.substring(EXCEPTION.length()) : line;
        int dollar = rule.lastIndexOf('$');
        if (dollar < 0 || rule.endsWith("/") && rule.startsWith("/")) {
            return new AdblockRule(isException, rule, List.of());
        }
        // Were there two, what is before the last would still have one in it, and no pattern that is taken may.
        List<String> options = Arrays.stream(rule.substring(dollar + 1).split(","))
                .map(AdblockRule::withSmallName)
                .toList();
        return new AdblockRule(isException, rule.substring(0, dollar), options);
    }

    private static String withSmallName(String option) {
        int equals = option.indexOf('=');
        int end = equals < 0 ? option.length() : equals;
        return option.substring(0, end).toLowerCase(Locale.ROOT) + option.substring(end);
    }

    boolean has(String option) {
        return options.contains(option);
    }

    Effect effect() {
        if (isException) {
            return Effect.EXCEPTED;
        }
        return has("important") ? Effect.IMPORTANT : Effect.LISTED;
    }

    /** What {@code $badfilter} compares by: exception or not, pattern, and options in any order. */
    String identity() {
        return (isException ? EXCEPTION : "") + pattern + "$"
                + options.stream()
                        .filter(option -> !option.equals("badfilter"))
                        .sorted()
                        .collect(Collectors.joining(","));
    }
}
