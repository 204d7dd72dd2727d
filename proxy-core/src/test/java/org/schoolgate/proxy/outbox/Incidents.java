package org.schoolgate.proxy.outbox;

import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;
import org.schoolgate.rules.event.SuspectedIncidents;

/** Incidents of one outbox, by their place in it; some 400 bytes each. */
final class Incidents {
    private Incidents() {}

    static SuspectedIncident numbered(long sequence) {
        String path = "/" + "a".repeat(100);
        return SuspectedIncidents.blocked(
                new EventId(1, 3, sequence), SuspectedIncidents.AT, "adult", "adult.example", path);
    }

    static byte[] json(long sequence) {
        return SuspectedIncidentJson.write(numbered(sequence));
    }
}
