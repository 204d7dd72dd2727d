package org.schoolgate.rules.locked;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.PublicSuffixes;

/** The hosts that an entry of a locked list is for. */
record Site(Host host, Scope scope) {
    private static final String WWW = "www.";

    /**
     * Widens an entry for one host to its site: lists of URLs name the host where something was found, and it is to be had
     * under every other name of the site as well. Names that belong to everybody are not widened.
     */
    static Site of(Host host, Scope scope, PublicSuffixes suffixes) {
        if (scope != Scope.EXACT || host.isAddress() || suffixes.isSuffix(host)) {
            return new Site(host, scope);
        }
        Host bare = withoutWww(host);
        return new Site(suffixes.isSuffix(bare) ? host : bare, Scope.NAME_AND_BELOW);
    }

    private static Host withoutWww(Host host) {
        String name = host.text();
        if (!name.startsWith(WWW)) {
            return host;
        }
        try {
            return Host.parse(name.substring(WWW.length()));
        } catch (HostSyntaxException e) {
            throw new IllegalStateException("the name above a name", e);
        }
    }
}
