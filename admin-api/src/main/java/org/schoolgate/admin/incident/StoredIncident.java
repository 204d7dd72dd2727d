package org.schoolgate.admin.incident;

import java.time.Instant;
import org.schoolgate.rules.event.SuspectedIncident;

/** @param arrival its number in the order of arrival, over all gateways */
public record StoredIncident(long arrival, Instant receivedAt, SuspectedIncident event) {}
