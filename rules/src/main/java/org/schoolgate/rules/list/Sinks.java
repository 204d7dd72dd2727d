package org.schoolgate.rules.list;

import java.util.Set;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** The addresses that lists for resolvers answer with to say that there is nothing. */
final class Sinks {
    static final String REAL_ADDRESS = "maps to a real address";

    private static final Set<String> ADDRESSES = Set.of("0.0.0.0", "127.0.0.1", "::", "::1");

    private Sinks() {}

    static boolean contains(Host address) {
        return ADDRESSES.contains(address.text());
    }

    /** False for what is no address at all. */
    static boolean contains(String text) {
        try {
            return contains(Host.parseLenient(text));
        } catch (HostSyntaxException e) {
            return false;
        }
    }
}
