package org.schoolgate.rules.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far the counted repetitions of a regular expression may blow it up when they stand in each other. */
final class Repeats {
    static final long MAX = 1000;

    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private Repeats() {}

    /** Of all counts, as if each stood in all others: too much rather than too little. */
    static long product(String pattern) {
        long product = 1;
        Matcher counted = COUNTED.matcher(pattern);
        while (counted.find() && product <= MAX) {
            long least = Long.parseLong(counted.group(1));
            long most =
                    counted.group(2) == null || counted.group(2).isEmpty() ? least : Long.parseLong(counted.group(2));
            product *= Math.max(1, Math.max(least, most));
        }
        return product;
    }
}
