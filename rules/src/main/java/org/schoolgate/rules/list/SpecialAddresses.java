package org.schoolgate.rules.list;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Addresses that mean something else in each network, or none of the internet's hosts (IANA, special-purpose registries). */
final class SpecialAddresses {
    private static final List<AddressRange> ALL = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared between a provider and its customers
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local
                    "172.16.0.0/12", // private
                    "192.168.0.0/16", // private
                    "224.0.0.0/3", // multicast, reserved and broadcast
                    "::/127", // none, and loopback
                    "fc00::/7", // private
                    "fe80::/10", // link-local
                    "ff00::/8") // multicast
            .map(text -> Objects.requireNonNull(AddressRange.of(text), text))
            .toList();

    private SpecialAddresses() {}

    /** Whether any address from the first to the last, both included, is one. */
    static boolean overlap(byte[] first, byte[] last) {
        return ALL.stream()
                .anyMatch(range -> range.first().length == first.length
                        && Arrays.compareUnsigned(range.first(), last) <= 0
                        && Arrays.compareUnsigned(first, range.last()) <= 0);
    }
}
