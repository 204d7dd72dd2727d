package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;

/**
 * Whom something reaches of those who hold a role. Asked for every request, so it allocates nothing.
 *
 * @param rank less is narrower: a person before a class or a device group, then the role itself, what it extends, and everyone;
 *     of two that are alike, the one for certain zones
 */
record Reach(int rank, Set<String> people, List<String> classes, List<String> deviceGroups, Set<String> zones) {
    private static final int PERSON = 0;
    private static final int GROUP = 1;
    private static final int ROLE = 2;

    /** @param distance from the role to the nearest that is named, see {@link Lineage#distance} */
    static Reach of(Who who, int distance) {
        return new Reach(
                rank(narrowest(who, distance), who.zones().isEmpty()),
                who.people(),
                List.copyOf(who.classes()),
                List.copyOf(who.deviceGroups()),
                who.zones());
    }

    private static int narrowest(Who who, int distance) {
        if (!who.people().isEmpty()) {
            return PERSON;
        }
        return who.classes().isEmpty() && who.deviceGroups().isEmpty() ? ROLE + distance : GROUP;
    }

    /** The rank of what is said to whole roles, see {@link Lineage#distance}. */
    static int rankOfRoles(int distance) {
        return rank(ROLE + distance, true);
    }

    private static int rank(int narrowest, boolean isEverywhere) {
        return 2 * narrowest + (isEverywhere ? 1 : 0);
    }

    /** Whether it reaches all who hold the role, wherever they are. */
    boolean isWholeRole() {
        return people.isEmpty() && classes.isEmpty() && deviceGroups.isEmpty() && zones.isEmpty();
    }

    /** Whether it reaches one who holds the role. Only what is verified counts. */
    boolean has(Principal principal, Zone zone) {
        return (zones.isEmpty() || zones.contains(zone.id()))
                && (people.isEmpty() || isOneOfThePeople(principal))
                && (classes.isEmpty() || isOneIn(classes, principal.classes()))
                && (deviceGroups.isEmpty() || isOneIn(deviceGroups, principal.deviceGroups()));
    }

    private boolean isOneOfThePeople(Principal principal) {
        String person = principal.person();
        return person != null && people.contains(person);
    }

    private static boolean isOneIn(List<String> wanted, Set<String> held) {
        for (int i = 0; i < wanted.size(); i++) {
            if (held.contains(wanted.get(i))) {
                return true;
            }
        }
        return false;
    }
}
