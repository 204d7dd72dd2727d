package org.schoolgate.admin.incident;

import java.time.Instant;
import java.util.List;
import org.schoolgate.rules.event.SuspectedIncident;

/** Suspected incidents, numbered as they arrived. */
public interface IncidentStore {
    /** Keeps those that are not kept yet, in this order; all of them or, when it throws, none. */
    void add(List<SuspectedIncident> events, Instant receivedAt);

    /** The last ones to arrive first, of those that arrived before the one numbered {@code before}. */
    List<StoredIncident> newestFirst(IncidentFilter filter, long before, int limit);
}
