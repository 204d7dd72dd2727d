package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.schoolgate.rules.Host;

/** Which zone an address belongs to: the one with the longest prefix. O(networks), asked once a connection. */
final class ZoneMap {
    private final List<Located> longestFirst;
    private final Zone unknown;

    private record Located(Network network, Zone zone) {}

    ZoneMap(Collection<Zone> zones, Zone unknown) {
        this.unknown = unknown;
        this.longestFirst = new ArrayList<>();
        for (Zone zone : zones) {
            zone.networks().forEach(network -> longestFirst.add(new Located(network, zone)));
        }
        longestFirst.sort(
                Comparator.comparingInt((Located located) -> located.network().length())
                        .reversed());
    }

    /** The built-in unknown zone when none has the address. */
    Zone zoneOf(byte[] address) {
        byte[] plain = Host.ofAddress(address).addressBytes();
        for (Located located : longestFirst) {
            if (located.network().contains(plain)) {
                return located.zone();
            }
        }
        return unknown;
    }
}
