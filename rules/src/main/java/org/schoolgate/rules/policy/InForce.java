package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.schoolgate.rules.calendar.When;

/**
 * What a policy says for some while, in which nothing changes. Filled as it is asked for.
 *
 * @param from in seconds since 1970
 * @param until the first second after it
 * @param roles what is said to each role, by id
 * @param ends when times that hold end
 */
record InForce(long from, long until, Map<String, RolePolicy> roles, Map<Held, Optional<Instant>> ends) {
    /** A time as it is for a role. */
    record Held(String role, When time) {}

    InForce(long from, long until) {
        this(from, until, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    boolean covers(Instant at) {
        long second = at.getEpochSecond();
        return from <= second && second < until;
    }
}
