package org.schoolgate.rules.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A site as people mean it: a name, and all that it takes to use it.
 *
 * @param hosts by which people know it
 * @param companions that its pages need besides, such as hosts of its pictures and films
 */
public record NamedSite(String id, String name, List<HostPattern> hosts, List<HostPattern> companions) {
    public NamedSite {
        hosts = List.copyOf(hosts);
        companions = List.copyOf(companions);
    }

    /** Its hosts, then its companions. */
    public Stream<HostPattern> all() {
        return Stream.concat(hosts.stream(), companions.stream());
    }
}
