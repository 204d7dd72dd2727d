package org.schoolgate.rules.list;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.MatchKey;

/** What one entry of a list covers. */
public sealed interface ListEntry {
    /**
     * Hosts.
     *
     * @param host fit for DNS; with the scope {@link Scope#EXACT} when it is an address
     */
    record Name(Host host, Scope scope) implements ListEntry {}

    /**
     * Pages: URLs on those hosts whose path begins with that one, at the boundary of a segment.
     *
     * @param scope of the host; {@link Scope#EXACT} when it is an address
     * @param key more than the root
     */
    record Pages(Host host, Scope scope, MatchKey key) implements ListEntry {}

    /**
     * Addresses.
     *
     * @param first 4 or 16 bytes in network order
     * @param last as many, not before the first; it belongs to the range
     */
    record Range(byte[] first, byte[] last) implements ListEntry {}

    /**
     * URLs in which a regular expression is found.
     *
     * @param pattern in the syntax of RE2, compiled already once; letters of either case match
     */
    record Expression(String pattern) implements ListEntry {}
}
