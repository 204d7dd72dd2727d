package org.schoolgate.admin.roster;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as a file has them. What the file says nothing of is null, and stays as it is.
 *
 * @param id as in {@link RosterId}
 * @param name in any script, NFC
 * @param username in lower case, NFC; empty where the file says that there is none
 * @param role id of a role of the policy
 * @param year a year group; of pupils only
 * @param classes ids of the classes that a pupil is in, or another one teaches
 * @param isPupil whether the person is taught, or teaches
 * @param password in the clear, to be hashed and forgotten
 */
public record RosterPerson(
        Place place,
        String id,
        String name,
        @Nullable String username,
        String role,
        @Nullable String year,
        @Nullable Set<String> classes,
        boolean isPupil,
        boolean isLeaver,
        @Nullable String password) {
    public RosterPerson {
        classes = classes == null ? null : Set.copyOf(classes);
    }

    RosterPerson in(Set<String> otherClasses) {
        return new RosterPerson(place, id, name, username, role, year, otherClasses, isPupil, isLeaver, password);
    }

    /** Whether the person is to have the password; one who has left is not. */
    public boolean setsPassword() {
        return password != null && !isLeaver;
    }

    /** Without the name and the password, as it may come into a log. */
    @Override
    public String toString() {
        return id + " " + role;
    }
}
