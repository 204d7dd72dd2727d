package org.schoolgate.rules.event;

import java.util.List;

/** What a gateway delivers at once: its incidents in the order in which it raised them, all of that gateway. */
public record IncidentBatch(int gateway, List<SuspectedIncident> events) {
    public IncidentBatch {
        events = List.copyOf(events);
    }
}
