package org.schoolgate.rules.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who is browsing, and how we know.
 *
 * @param role id of a role of the policy
 * @param person verified id of the person; null when nobody is known
 * @param claimed the name that was given and not verified; null when none was given. Nothing is ever decided by it
 */
public record Principal(
        String role,
        Attribution how,
        @Nullable String person,
        @Nullable String claimed) {
    static Principal unidentified(String role, Attribution how) {
        return new Principal(role, how, null, null);
    }
}
