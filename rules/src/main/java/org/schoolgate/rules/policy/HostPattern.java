package org.schoolgate.rules.policy;

import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;

/**
 * Hosts as people name them: {@code example.org} is the name and all below it, {@code *.example.org} only what is below,
 * {@code =example.org} only the name itself. An address is only ever itself.
 */
public record HostPattern(Host host, Scope scope) {
    private static final String BELOW = "*.";
    private static final String EXACTLY = "=";

    /**
     * Reads what a person typed: a name may be in any script.
     *
     * @throws HostSyntaxException when what follows the mark is not a host: a URL, a port, a wildcard elsewhere
     */
    public static HostPattern parse(String text) throws HostSyntaxException {
        if (text.startsWith(BELOW)) {
            return new HostPattern(host(text.substring(BELOW.length())), Scope.BELOW_ONLY);
        }
        if (text.startsWith(EXACTLY)) {
            return new HostPattern(host(text.substring(EXACTLY.length())), Scope.EXACT);
        }
        return new HostPattern(host(text), Scope.NAME_AND_BELOW);
    }

    /** What browsers make of it, if that can be asked for: the lenient reader alone also takes {@code *} and {@code =}. */
    private static Host host(String typed) throws HostSyntaxException {
        return Host.parse(Host.parseLenient(typed).uriText());
    }

    public boolean covers(Host asked) {
        return scope.covers(host, asked);
    }

    /** The canonical text; {@link #parse} reads it back. */
    public String text() {
        return switch (scope) {
            case EXACT -> EXACTLY + host.uriText();
            case NAME_AND_BELOW -> host.uriText();
            case BELOW_ONLY -> BELOW + host.uriText();
        };
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
