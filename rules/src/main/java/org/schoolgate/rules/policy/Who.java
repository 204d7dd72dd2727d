package org.schoolgate.rules.policy;

import java.util.Set;

/**
 * For whom something is said. All that is given has to fit: one of the roles, and one of the zones …; where nothing is given, it
 * is for everyone.
 *
 * @param roles of which one is held, or extended by the one that is
 * @param classes of which the person is in one
 * @param people by their ids
 * @param zones in one of which the device is
 * @param deviceGroups of which the device is in one
 */
public record Who(
        Set<String> roles, Set<String> classes, Set<String> people, Set<String> zones, Set<String> deviceGroups) {
    public static final Who EVERYONE = new Who(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Who {
        roles = Set.copyOf(roles);
        classes = Set.copyOf(classes);
        people = Set.copyOf(people);
        zones = Set.copyOf(zones);
        deviceGroups = Set.copyOf(deviceGroups);
    }

    /** Whoever holds one of the roles; of none, everyone. */
    public static Who ofRoles(Set<String> roles) {
        return new Who(roles, Set.of(), Set.of(), Set.of(), Set.of());
    }
}
