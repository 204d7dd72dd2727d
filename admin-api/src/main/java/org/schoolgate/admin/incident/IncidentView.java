package org.schoolgate.admin.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.event.SuspectedIncident;

/** A suspected incident as people get it. */
record IncidentView(
        String id,
        String reference,
        Instant at,
        Instant receivedAt,
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
    static IncidentView of(StoredIncident stored) {
        SuspectedIncident event = stored.event();
        return new IncidentView(
                event.id().text(),
                event.reference(),
                event.at(),
                stored.receivedAt(),
                event.kind(),
                event.category(),
                event.host(),
                event.path(),
                event.method(),
                event.zone(),
                event.role(),
                event.principalHow(),
                event.client(),
                event.rule(),
                event.step(),
                event.list(),
                event.line(),
                event.observed(),
                event.person(),
                event.device(),
                event.claimed());
    }
}
