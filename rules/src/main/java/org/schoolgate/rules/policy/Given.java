package org.schoolgate.rules.policy;

import java.time.Instant;

/**
 * What every live fact comes with.
 *
 * @param id none has it twice
 * @param by id of the person who decided it, as claimed
 * @param note why, in that person's words; of a grant, the learning activity. May be empty
 * @param until the first instant at which it is over, whoever else is there or not
 */
public record Given(String id, String by, String note, Instant from, Instant until) {
    /** @throws IllegalArgumentException when it does not end after it begins */
    public Given {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("until: " + until + " (expected: later than from, " + from + ")");
        }
    }

    boolean isInForce(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
