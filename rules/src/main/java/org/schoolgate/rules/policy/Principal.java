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
 * @param claimed id of the person whose name was given and not verified; null when none was given, or nobody's. Nothing is ever
 *     decided by it
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

    /** The same, who gave the name of that person and was not believed. */
    public Principal claiming(String name) {
        return new Principal(role, how, person, classes, device, deviceGroups, name);
    }

    /** Somebody who holds a role, known as well as can be: for asking what would be decided. */
    public static Principal holding(String role) {
        return new Principal(role, Attribution.PROXY_AUTH, null, Set.of(), null, Set.of(), null);
    }

    /** Of whom, and of whose device, nothing is known. */
    public static Principal unidentified(String role, Attribution how) {
        return new Principal(role, how, null, Set.of(), null, Set.of(), null);
    }
}
