package org.schoolgate.rules.people;

import java.util.Set;

/**
 * Those who are taught together.
 *
 * @param name as the school calls it, such as {@code 10B Mathematics}
 * @param teachers ids of persons
 */
public record SchoolClass(String id, String name, Set<String> teachers) {
    private static final int MAX_NAME = 100;

    /** @throws IllegalArgumentException when an id is none, or the name is empty or too long */
    public SchoolClass {
        Ids.check("class", id);
        teachers = Ids.checkAll("teacher", teachers);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "class " + id + ": name \"" + name + "\" (expected: 1 to " + MAX_NAME + " characters)");
        }
    }
}
