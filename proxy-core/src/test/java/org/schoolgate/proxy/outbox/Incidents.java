package org.schoolgate.proxy.outbox;

import java.time.Instant;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;

/** Incidents for tests. */
public final class Incidents {
    private Incidents() {}

    public static SuspectedIncident incident(EventId id) {
        return new SuspectedIncident(
                id,
                Instant.parse("2026-11-24T09:30:00Z"),
                SuspectedIncident.BLOCKED,
                "adult",
                "adult.example",
                "/" + "a".repeat(100),
                "GET",
                "library",
                "ks3",
                "zone",
                "10.1.2.3",
                "blocked_categories",
                "category",
                "demo",
                7);
    }

    static SuspectedIncident numbered(long sequence) {
        return incident(new EventId(1, 3, sequence));
    }

    static byte[] json(long sequence) {
        return SuspectedIncidentJson.write(numbered(sequence));
    }
}
