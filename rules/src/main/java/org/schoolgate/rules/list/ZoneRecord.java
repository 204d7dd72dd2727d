package org.schoolgate.rules.list;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource record of a zone file.
 *
 * @param owner empty where it is that of the record before
 * @param type in capitals
 * @param value the first word of the data, in small letters
 */
record ZoneRecord(String owner, String type, String value) {
    private static final Set<String> TYPES =
            Set.of("SOA", "NS", "CNAME", "A", "AAAA", "TXT", "MX", "SRV", "PTR", "DNAME", "HTTPS", "CAA");

    /** Null where the words make up no record. The owner may be missing, and class and time to live too, in any order. */
    static @Nullable ZoneRecord of(List<String> words) {
        int type = 0;
        while (type < words.size() && (type == 0 && !startsWithType(words) || isClassOrTime(words.get(type)))) {
            type++;
        }
        if (type + 1 >= words.size() || !TYPES.contains(upper(words.get(type)))) {
            return null;
        }
        String owner = type == 0 || isClassOrTime(words.get(0)) ? "" : words.get(0);
        return new ZoneRecord(owner, upper(words.get(type)), words.get(type + 1).toLowerCase(Locale.ROOT));
    }

    /** {@code NS localhost.} has no owner, {@code ns CNAME .} has one. */
    private static boolean startsWithType(List<String> words) {
        return words.size() < 2
                || TYPES.contains(upper(words.get(0)))
                        && !TYPES.contains(upper(words.get(1)))
                        && !isClassOrTime(words.get(1));
    }

    private static boolean isClassOrTime(String word) {
        return word.equalsIgnoreCase("IN") || Character.isDigit(word.charAt(0)) && word.matches("[0-9]+[smhdwSMHDW]?");
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
