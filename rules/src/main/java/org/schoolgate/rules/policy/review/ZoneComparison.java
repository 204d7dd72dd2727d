package org.schoolgate.rules.policy.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Audience;
import org.schoolgate.rules.policy.Network;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Zone;

/** Compares places: which addresses are where, and which roles are held there. */
final class ZoneComparison {
    private final Side before;
    private final Side after;
    private final List<Change> changes = new ArrayList<>();

    ZoneComparison(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        after.policy().zones().forEach(this::compareWithBefore);
        before.policy().zones().stream()
                .filter(zone -> after.policy().zone(zone.id()) == null)
                .forEach(zone -> add(
                        Direction.NEUTRAL, zone, zone.name(), "", "Zone " + zone.id() + " removed: " + zone.name()));
        networks().forEach(this::compareNetwork);
        return changes;
    }

    private void compareWithBefore(Zone is) {
        Zone was = before.policy().zone(is.id());
        if (was == null) {
            add(Direction.NEUTRAL, is, "", is.name(), "Zone " + is.id() + " added: " + is.name());
            return;
        }
        compare(is, was.name(), is.name(), "name", Direction.NEUTRAL);
        compare(is, text(was.roles()), text(is.roles()), "roles that are held here", widening(was, is));
        compare(
                is,
                was.unidentified(),
                is.unidentified(),
                "role of whoever has not said who they are",
                widening(was, is));
        compare(
                is,
                String.valueOf(was.sharedAddress()),
                String.valueOf(is.sharedAddress()),
                "shared address",
                Direction.looseningIf(is.sharedAddress()));
        compareSignIn(was, is);
    }

    private void compareSignIn(Zone was, Zone is) {
        compare(
                is,
                was.signIn().id(),
                is.signIn().id(),
                "signing in",
                Direction.looseningIf(is.signIn().compareTo(was.signIn()) < 0));
    }

    private void compare(Zone zone, String was, String is, String what, Direction direction) {
        if (!was.equals(is)) {
            add(direction, zone, was, is, "Zone " + zone.name() + ": " + what + " " + was + " -> " + is);
        }
    }

    private static String text(Set<String> roles) {
        return String.join(", ", new TreeSet<>(roles));
    }

    /** Networks of either, in an order that does not depend on how the documents are ordered. */
    private List<Network> networks() {
        Set<Network> all = new LinkedHashSet<>();
        for (Side side : List.of(before, after)) {
            side.policy().zones().forEach(zone -> all.addAll(zone.networks()));
        }
        return all.stream().sorted(Comparator.comparing(Network::text)).toList();
    }

    /** Those of its addresses that are in no finer network of either policy are in one zone each, before and after. */
    private void compareNetwork(Network network) {
        @Nullable Zone was = zoneOf(network, before.policy());
        @Nullable Zone is = zoneOf(network, after.policy());
        if (!Objects.equals(id(was), id(is))) {
            changes.add(Change.of(
                    ChangeKind.ROLES,
                    direction(was, is),
                    network.text(),
                    name(was),
                    name(is),
                    "Addresses of " + network.text() + ": " + described(was, before) + " -> " + described(is, after)));
        }
    }

    private static @Nullable Zone zoneOf(Network network, Policy policy) {
        Zone found = null;
        int longest = -1;
        for (Zone zone : policy.zones()) {
            for (Network other : zone.networks()) {
                if (other.length() > longest && other.contains(network)) {
                    found = zone;
                    longest = other.length();
                }
            }
        }
        return found;
    }

    private static @Nullable String id(@Nullable Zone zone) {
        return zone == null ? null : zone.id();
    }

    private static String name(@Nullable Zone zone) {
        return zone == null ? Zone.UNKNOWN : zone.name();
    }

    private static String described(@Nullable Zone zone, Side side) {
        return zone == null
                ? "in no zone"
                : "in " + zone.name() + " ("
                        + side.policy().role(zone.unidentified()).title() + " until signed in)";
    }

    /** In no zone, an address has the strictest role there is. */
    private Direction direction(@Nullable Zone was, @Nullable Zone is) {
        if (is == null) {
            return Direction.TIGHTENING;
        }
        return was == null || isClosedAtTimes(was, before) && !isClosedAtTimes(is, after)
                ? Direction.LOOSENING
                : widening(was, is);
    }

    private static boolean isClosedAtTimes(Zone zone, Side side) {
        return side.document().zones().stream()
                .anyMatch(section -> section.id().equals(zone.id()) && section.closed() != null);
    }

    /** Tightening only if nobody can hold a role here that they could not, and whoever is not known is protected as much. */
    private Direction widening(Zone was, Zone is) {
        boolean isNarrower = was.roles().containsAll(is.roles());
        boolean isProtected = was.unidentified().equals(is.unidentified())
                || audience(is, after).compareTo(audience(was, before)) < 0;
        if (isNarrower && isProtected) {
            boolean isSame =
                    was.roles().equals(is.roles()) && was.unidentified().equals(is.unidentified());
            return isSame ? Direction.NEUTRAL : Direction.TIGHTENING;
        }
        return Direction.LOOSENING;
    }

    private static Audience audience(Zone zone, Side side) {
        return side.policy().role(zone.unidentified()).audience();
    }

    private void add(Direction direction, Zone zone, String was, String is, String text) {
        changes.add(Change.of(ChangeKind.ROLES, direction, zone.id(), was, is, text));
    }
}
