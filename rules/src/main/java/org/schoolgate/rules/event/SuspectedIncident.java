package org.schoolgate.rules.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at, as the gateway saw it. The gateway suspects; only a person makes it an incident.
 *
 * @param id makes delivery idempotent; its {@link EventId#reference} is what the block page showed
 * @param at when the request was decided, by the gateway's clock
 * @param kind what happened: {@link #BLOCKED}, {@link #REPEATED} or {@link #CIRCUMVENTION}; others may be added
 * @param category the alerting category; {@code locked} for an entry of a locked list, whose id is the rule; of repeated
 *     refusals that of the last, empty when it had none; {@code circumvention}
 * @param host as decided on, see {@code Host.text()}; empty when a locked list has it
 * @param path with its query; null for tunnels, and where policy keeps no paths
 * @param method of the request, {@code CONNECT} for a tunnel
 * @param zone id of the zone that the client's address is in
 * @param role id of the role that was applied
 * @param principalHow how the principal is known, such as {@code zone}
 * @param client the client's address
 * @param rule id of the rule that decided; of circumvention, what was tried last
 * @param step id of the precedence step that decided; empty when none did
 * @param list name of the list that had the host, null when none had
 * @param line of {@code list}, from 1
 * @param observed whether the request would have been blocked, and observe mode let it through
 * @param person id of who it was; null when nobody is known
 * @param device id of the device; null when it is none of the inventory
 * @param claimed id of the person whose name was given and not believed; null for nobody's
 */
public record SuspectedIncident(
        EventId id,
        Instant at,
        String kind,
        String category,
        String host,
        @Nullable String path,
        String method,
        String zone,
        String role,
        String principalHow,
        String client,
        String rule,
        String step,
        @Nullable String list,
        @Nullable Integer line,
        boolean observed,
        @Nullable String person,
        @Nullable String device,
        @Nullable String claimed) {
    /** A request was answered in the origin's place. */
    public static final String BLOCKED = "blocked";

    /** A client was refused again and again; the fields are those of the last request. */
    public static final String REPEATED = "repeated";

    /** Different attempts to get round the filter, after a block page was shown; the fields are those of the last. */
    public static final String CIRCUMVENTION = "circumvention";

    public SuspectedIncident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
    }

    public String reference() {
        return id.reference();
    }
}
