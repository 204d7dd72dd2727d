package org.schoolgate.admin.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people. */
public interface PersonStore {
    /** By id, leavers among them. */
    List<PersonRecord> all();

    /** Adds each, or takes the place of the one with its id; the passwords of leavers are forgotten, and their links. */
    void put(Collection<PersonRecord> people);

    /** Keeps when their year groups were last said, of those who are still in them; all else stays as it is. */
    void renewYears(Collection<PersonRecord> people);

    /** With the links by which the person could set a password. */
    void remove(String id);

    /**
     * Keeps a hash, as {@link org.schoolgate.rules.people.PasswordHash#text} writes it, for each of these people; links by which
     * they could set another one are none any more.
     */
    void setPasswords(Map<String, String> hashes);

    /** Ids of those who have a password. */
    Set<String> withPassword();
}
