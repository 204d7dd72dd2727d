package org.schoolgate.proxy.identity;

import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;

/**
 * Somebody who gave the right password. Worth as much as that password still is.
 *
 * @param person id
 * @param passwordHash that it was tried against
 */
public record SignedIn(String person, String passwordHash) {
    /** Whether the person is still there, with the same password. */
    boolean isStill(People people) {
        Person now = people.person(person);
        return now != null && passwordHash.equals(now.passwordHash());
    }

    /** Without the hash, which is nobody's business. */
    @Override
    public String toString() {
        return "SignedIn[" + person + "]";
    }
}
