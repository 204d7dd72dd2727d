package org.schoolgate.admin.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are wanted; null does not restrict.
 *
 * @param from they occurred at or after this
 * @param to they occurred before this
 */
public record IncidentFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String category) {}
