package org.schoolgate.rules.rewrite;

import java.util.List;

/**
 * A host of a service that shows only what is safe, for a name server to answer with.
 *
 * @param names for which it stands in
 * @param target the host
 * @param addresses of it where its maker documents them, else none
 */
public record SafeHost(List<String> names, String target, List<String> addresses) {
    public SafeHost {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }
}
