package org.schoolgate.rules.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which access records are wanted; what is null does not matter.
 *
 * @param host this host and the names below it
 * @param from the earliest {@link AccessRecord#time}, inclusive
 * @param to the latest, exclusive
 * @param role id of a role
 */
public record AccessQuery(
        @Nullable String host,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String role,
        AccessRecord.@Nullable Outcome decision) {
    /** Every record. */
    public static final AccessQuery ALL = new AccessQuery(null, null, null, null, null);

    /** Whether the record is one of those wanted. */
    public boolean matches(AccessRecord record) {
        return (host == null || isAtOrBelow(host, record.asked().host()))
                && (from == null || !record.time().isBefore(from))
                && (to == null || record.time().isBefore(to))
                && (role == null || role.equals(record.who().role()))
                && (decision == null || decision == record.ruling().decision());
    }

    private static boolean isAtOrBelow(String name, String host) {
        int dot = host.length() - name.length() - 1;
        return host.equals(name) || dot >= 0 && host.charAt(dot) == '.' && host.endsWith(name);
    }
}
