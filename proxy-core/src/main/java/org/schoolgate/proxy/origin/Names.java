package org.schoolgate.proxy.origin;

import java.util.function.LongSupplier;

/** Whom to ask for addresses, and what is known of them: shared by the resolvers of all event loops. */
record Names(HostsFile hostsFile, NameServers servers, NameCache ipv4, NameCache ipv6) {
    /** Reads files. */
    static Names of(OriginSettings settings, LongSupplier nanoTime) {
        return new Names(
                new HostsFile(settings.hostsFile()),
                new NameServers(settings.nameServers()),
                new NameCache(nanoTime::getAsLong),
                new NameCache(nanoTime::getAsLong));
    }

    /** The same name servers, and what they said, with another hosts file; reads it. */
    Names with(HostsFile other) {
        return new Names(other, servers, ipv4, ipv6);
    }
}
