package org.schoolgate.rules.calendar;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Set;

/**
 * An examination.
 *
 * @param to the first minute after it
 * @param roles who sits it; empty for everyone
 */
public record Exam(String name, LocalDateTime from, LocalDateTime to, Set<String> roles) {
    /** @throws IllegalArgumentException when it does not end after it begins */
    public Exam {
        roles = Set.copyOf(roles);
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("exam: " + name + " to " + to + " (expected: later than " + from + ")");
        }
    }

    boolean isOn(LocalDateTime clock, Set<String> asking) {
        return !clock.isBefore(from) && clock.isBefore(to) && (roles.isEmpty() || !Collections.disjoint(roles, asking));
    }
}
