package org.schoolgate.rules;

import java.util.regex.Pattern;

/**
 * What a site is about: the id of a category, such as {@code adult} or {@code social_networks}. Where UT1 has the
 * category, the id is the name of its folder.
 */
public record Category(String id) implements Comparable<Category> {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException unless the id is 1 to 64 of {@code a-z 0-9 _ -}, a letter or digit first */
    public Category {
        if (!isValid(id)) {
            throw new IllegalArgumentException(
                    "category: \"" + id + "\" (expected: up to 64 of a-z, 0-9, _ and -, a letter or digit first)");
        }
    }

    public static boolean isValid(String id) {
        return SYNTAX.matcher(id).matches();
    }

    @Override
    public int compareTo(Category other) {
        return id.compareTo(other.id);
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
