package org.schoolgate.proxy.detect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways of getting round a filter that a gateway can tell. Apps and browsers do each of them too, and mean no harm. */
public enum Act {
    /** A blocked site of an evasive category: a web proxy, a VPN, names over HTTPS. */
    EVASIVE_SITE,
    /** An address in place of a name, where that is blocked. */
    ADDRESS,
    /** A port, or an inside address, that nobody may go to. */
    DESTINATION,
    /** Something else than TLS or HTTP in a tunnel. */
    PROTOCOL,
    /** A tunnel for one site with the name of another in its ClientHello. */
    SERVER_NAME;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As in incidents and metrics. */
    public String id() {
        return id;
    }

    /**
     * What a refusal is.
     *
     * @param error its token, as in an access record
     * @return null when it is none of these
     */
    public static @Nullable Act ofRefusal(@Nullable String error) {
        if (error == null) {
            return null;
        }
        return switch (error) {
            case "destination_ip_prohibited" -> DESTINATION;
            case "unrecognised_protocol" -> PROTOCOL;
            case "sni_mismatch" -> SERVER_NAME;
            default -> null;
        };
    }
}
