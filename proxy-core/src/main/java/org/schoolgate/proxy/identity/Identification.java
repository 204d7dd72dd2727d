package org.schoolgate.proxy.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.SignIn;
import org.schoolgate.rules.policy.Zone;

/**
 * Who clients are by one bundle: its zones, people and devices. The strongest source counts: who signed in, then the device,
 * then the zone. A role that the zone may not hold is not given: the zone's role for the unidentified is, or the other if that
 * is stricter. Immutable, but for the neighbours that it asks.
 */
public final class Identification {
    /** Held by devices that nobody sits at, where the inventory says nothing else. */
    private static final String DEVICE_ROLE = "device";

    private final Policy policy;
    private final People people;
    private final Neighbours neighbours;
    private final Map<String, Identity> unidentified = new HashMap<>();

    public Identification(Policy policy, People people, Neighbours neighbours) {
        this.policy = policy;
        this.people = people;
        this.neighbours = neighbours;
        policy.zones().forEach(zone -> unidentified.put(zone.id(), unidentified(zone)));
    }

    private Identity unidentified(Zone zone) {
        return new Identity(zone, policy.unidentified(zone));
    }

    public People people() {
        return people;
    }

    /** Whoever it is, with what is known of it without a password, but for the one of its tunnel. */
    public Identity identify(Arrival arrival) {
        return identify(arrival, arrival.signedIn());
    }

    /** @param signedIn who did on this connection; null for nobody */
    public Identity identify(Arrival arrival, @Nullable SignedIn signedIn) {
        byte[] address = arrival.client().addressBytes();
        Zone zone = policy.zoneOf(address);
        if (people == People.NONE) {
            return nobody(zone);
        }
        Person person = personOf(signedIn, zone);
        Device device = zone.sharedAddress() ? null : deviceOf(arrival, address);
        if (person != null) {
            return new Identity(zone, bySignIn(person, device, zone));
        }
        return device == null ? nobody(zone) : new Identity(zone, byDevice(device, zone));
    }

    private Identity nobody(Zone zone) {
        Identity known = unidentified.get(zone.id());
        return known == null ? unidentified(zone) : known;
    }

    private @Nullable Person personOf(@Nullable SignedIn signedIn, Zone zone) {
        return signedIn != null && zone.signIn() != SignIn.OFF && signedIn.isStill(people)
                ? people.person(signedIn.person())
                : null;
    }

    /**
     * By the interface that has the address now, where it is on a segment of ours; else by the address, if the inventory gives
     * it to a device. Where an interface is known, a device whose interfaces are others is not the one.
     */
    private @Nullable Device deviceOf(Arrival arrival, byte[] address) {
        long mac = arrival.isDirect() ? neighbours.macOf(arrival.client()) : Neighbours.UNKNOWN;
        Device byAddress = people.deviceAt(address);
        if (mac == Neighbours.UNKNOWN) {
            return byAddress;
        }
        Device byMac = people.deviceWithMac(mac);
        boolean isOther = byAddress == null || !byAddress.macs().isEmpty();
        return byMac == null && !isOther ? byAddress : byMac;
    }

    private Principal bySignIn(Person person, @Nullable Device device, Zone zone) {
        boolean isHeld = zone.roles().contains(person.role());
        return principal(
                isHeld ? person.role() : inPlaceOf(person.role(), zone),
                isHeld ? Attribution.PROXY_AUTH : Attribution.PROXY_AUTH_ZONE_ROLE,
                person,
                device);
    }

    private Principal byDevice(Device device, Zone zone) {
        Person owner = device.owner() == null ? null : people.person(device.owner());
        String role = roleOf(device, owner);
        return role != null && zone.roles().contains(role)
                ? principal(role, Attribution.DEVICE, owner, device)
                : principal(inPlaceOf(role, zone), Attribution.DEVICE_ZONE_ROLE, owner, device);
    }

    /** Of a role that is not held in the zone, and the zone's own, the stricter: a place gives nobody more than they have. */
    private String inPlaceOf(@Nullable String role, Zone zone) {
        return role == null ? zone.unidentified() : policy.stricter(role, zone.unidentified());
    }

    private static @Nullable String roleOf(Device device, @Nullable Person owner) {
        if (owner != null) {
            return owner.role();
        }
        boolean isByItself = device.role() == null && !device.kind().isUsedByPeople();
        return isByItself ? DEVICE_ROLE : device.role();
    }

    private static Principal principal(String role, Attribution how, @Nullable Person person, @Nullable Device device) {
        return new Principal(
                role,
                how,
                person == null ? null : person.id(),
                person == null ? Set.of() : person.classes(),
                device == null ? null : device.id(),
                device == null ? Set.of() : device.groups(),
                null);
    }
}
