package org.schoolgate.rules.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One who browses.
 *
 * @param role id of a role of the policy; the zone that the person is in need not let it be held there
 * @param classes ids of the classes that the person is taught in
 * @param username to sign in with, see {@link Usernames}; null for one who does not
 * @param passwordHash as {@link PasswordHash#text} writes it; null for one who cannot sign in by it
 */
public record Person(
        String id,
        String role,
        Set<String> classes,
        @Nullable String username,
        @Nullable String passwordHash) {
    /** @throws IllegalArgumentException when an id, the user name or the hash is none, or there is a hash without a name */
    public Person {
        Ids.check("person", id);
        Ids.check("role", role);
        classes = Ids.checkAll("class", classes);
        if (username != null) {
            Usernames.check(username);
        }
        if (passwordHash != null) {
            PasswordHash.parse(passwordHash);
            if (username == null) {
                throw new IllegalArgumentException("person " + id + ": a password and no username (expected: both)");
            }
        }
    }

    /** Without the hash, which is nobody's business. */
    @Override
    public String toString() {
        return "Person[" + id + ", " + role + "]";
    }
}
