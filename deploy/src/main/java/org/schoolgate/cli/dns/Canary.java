package org.schoolgate.cli.dns;

import java.io.IOException;
import java.net.InetSocketAddress;

/** What a name server says of the name by which Firefox asks whether names may be resolved past those of a network. */
public enum Canary {
    /** That there is none, as a server does that has the rules of {@link DnsRules}. */
    DENIED,
    /** Its addresses, as every other server does. */
    KNOWN,
    /** That it cannot look names up. */
    UNTOLD;

    public static final String NAME = "use-application-dns.net";

    /**
     * Asks a server for it.
     *
     * @throws IOException when no answer comes
     */
    public static Canary at(InetSocketAddress server) throws IOException {
        DnsClient client = new DnsClient(server);
        if (!client.canTellOf(NAME)) {
            return UNTOLD;
        }
        return client.addresses(NAME).isEmpty() ? DENIED : KNOWN;
    }
}
