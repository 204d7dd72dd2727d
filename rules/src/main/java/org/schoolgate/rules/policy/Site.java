package org.schoolgate.rules.policy;

import java.util.Map;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;

/**
 * A host that the shipped site sets name.
 *
 * @param ports that tunnels to it may use besides those of the policy
 */
record Site(HostPattern pattern, Category category, Map<Integer, TunnelProtocol> ports, String file, int line) {
    /** Name of the list that the site sets appear as in explanations. */
    static final String LIST = "starter";

    Site {
        ports = Map.copyOf(ports);
    }

    Match match() {
        return Match.ofName(new NamedList(LIST, category), pattern.scope(), pattern.host(), file, line);
    }
}
