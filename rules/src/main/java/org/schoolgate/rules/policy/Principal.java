package org.schoolgate.rules.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is browsing, and how we know. All but {@code claimed} is verified.
 *
 * @param role id of a role of the policy
 * @param person id of the person; null when nobody is known
 * @param classes ids of the person's classes; empty when nobody is known
 * @param device id of the device; null when it is none of the inventory
 * @param deviceGroups ids of the groups that the device is in; empty when it is none of the inventory
 * @param claimed the name that was given and not verified; null when none was given. Nothing is ever decided by it
 */
public record Principal(
        String role,
        Attribution how,
        @Nullable String person,
        Set<String> classes,
        @Nullable String device,
        Set<String> deviceGroups,
        @Nullable String claimed) {
    public Principal {
        classes = Set.copyOf(classes);
        deviceGroups = Set.copyOf(deviceGroups);
    }

    /** Of whom, and of whose device, nothing is known. */
    public static Principal unidentified(String role, Attribution how) {
        return new Principal(role, how, null, Set.of(), null, Set.of(), null);
    }
}
