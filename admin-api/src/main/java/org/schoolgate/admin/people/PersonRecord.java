package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a person. A leaver is kept, and is nobody to gateways.
 *
 * @param id as in {@link org.schoolgate.rules.people.Ids}
 * @param name to be shown, in any script
 * @param username to sign in with, as in {@link org.schoolgate.rules.people.Usernames}; null for one who does not
 * @param role id of a role of the policy
 * @param year a year group; null but for pupils
 * @param yearSince when that year group was last said to be the person's; null without one
 * @param classes ids of those that the person is taught in
 * @param source of the import that has the person, or {@link #BY_HAND}
 */
public record PersonRecord(
        String id,
        String name,
        @Nullable String username,
        String role,
        @Nullable String year,
        @Nullable Instant yearSince,
        Set<String> classes,
        boolean leaver,
        String source) {
    /** Of those who were not imported. */
    public static final String BY_HAND = "manual";

    public PersonRecord {
        classes = Set.copyOf(classes);
    }

    PersonRecord asLeaver() {
        return new PersonRecord(id, name, username, role, year, yearSince, Set.of(), true, source);
    }

    PersonRecord in(Set<String> otherClasses) {
        return new PersonRecord(id, name, username, role, year, yearSince, otherClasses, leaver, source);
    }

    /** Whether the two say the same of the person, at whatever time. */
    boolean says(PersonRecord other) {
        return id.equals(other.id)
                && name.equals(other.name)
                && Objects.equals(username, other.username)
                && role.equals(other.role)
                && Objects.equals(year, other.year)
                && classes.equals(other.classes)
                && leaver == other.leaver
                && source.equals(other.source);
    }

    /** Without the names, as it may come into a log. */
    @Override
    public String toString() {
        return id + " " + role;
    }
}
