package org.schoolgate.rules.policy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant to type. */
public final class NearestName {
    private NearestName() {}

    /** The known name with the fewest slips between, when they are few for its length; else null. */
    public static @Nullable String of(String typed, Collection<String> known) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String name : known) {
            if (Math.abs(name.length() - typed.length()) > allowed(name)) {
                continue;
            }
            int slips = distance(typed, name);
            if (slips < fewest && slips <= allowed(name)) {
                nearest = name;
                fewest = slips;
            }
        }
        return nearest;
    }

    private static int allowed(String name) {
        return name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
    }

    /** Optimal string alignment: a letter too many, too few, wrong, or two swapped are one slip each. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[to.length()];
    }
}
