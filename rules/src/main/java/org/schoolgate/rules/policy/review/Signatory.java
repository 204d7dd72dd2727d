package org.schoolgate.rules.policy.review;

import java.util.Set;

/**
 * A person who makes a change or agrees to one.
 *
 * @param person id; two with the same are one person, whatever they are at the school
 */
public record Signatory(String person, Set<Office> offices) {
    public Signatory {
        offices = Set.copyOf(offices);
    }

    boolean is(Office office) {
        return offices.contains(office);
    }

    boolean mayApprove() {
        return offices.stream().anyMatch(Office::mayApprove);
    }
}
