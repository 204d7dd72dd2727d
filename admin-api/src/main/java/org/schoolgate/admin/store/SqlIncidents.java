package org.schoolgate.admin.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.incident.IncidentFilter;
import org.schoolgate.admin.incident.IncidentStore;
import org.schoolgate.admin.incident.StoredIncident;
import org.schoolgate.rules.event.EventFormatException;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;

final class SqlIncidents implements IncidentStore {
    private final Jdbi jdbi;

    SqlIncidents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(List<SuspectedIncident> events, Instant receivedAt) {
        jdbi.useTransaction(handle -> {
            for (SuspectedIncident event : events) {
                if (!isKept(handle, event.id())) {
                    insert(handle, event, receivedAt);
                }
            }
        });
    }

    private static boolean isKept(Handle handle, EventId id) {
        return handle.createQuery("select 1 from suspected_incidents "
                        + "where gateway = :gateway and epoch = :epoch and sequence = :sequence")
                .bind("gateway", id.gateway())
                .bind("epoch", id.epoch())
                .bind("sequence", id.sequence())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static void insert(Handle handle, SuspectedIncident event, Instant receivedAt) {
        handle.createUpdate("insert into suspected_incidents "
                        + "(arrival, gateway, epoch, sequence, occurred_at, received_at, category, event) "
                        + "values (:arrival, :gateway, :epoch, :sequence, :occurredAt, :receivedAt, :category, :event)")
                .bind("arrival", Counters.next(handle, "incident"))
                .bind("gateway", event.id().gateway())
                .bind("epoch", event.id().epoch())
                .bind("sequence", event.id().sequence())
                .bind("occurredAt", event.at().toEpochMilli())
                .bind("receivedAt", receivedAt.toEpochMilli())
                .bind("category", event.category())
                .bind("event", new String(SuspectedIncidentJson.write(event), StandardCharsets.UTF_8))
                .execute();
    }

    @Override
    public List<StoredIncident> newestFirst(IncidentFilter filter, long before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from suspected_incidents where arrival < :before"
                        + " and occurred_at >= :from and occurred_at < :to"
                        + " and (:category is null or category = :category)"
                        + " order by arrival desc limit :limit")
                .bind("before", before)
                .bind("from", millis(filter.from(), Long.MIN_VALUE))
                .bind("to", millis(filter.to(), Long.MAX_VALUE))
                .bind("category", filter.category())
                .bind("limit", limit)
                .map((row, ctx) -> incident(row))
                .list());
    }

    private static long millis(@Nullable Instant time, long whenOpen) {
        return time == null ? whenOpen : time.toEpochMilli();
    }

    private static StoredIncident incident(ResultSet row) throws SQLException {
        try {
            return new StoredIncident(
                    row.getLong("arrival"),
                    Instant.ofEpochMilli(row.getLong("received_at")),
                    SuspectedIncidentJson.read(row.getString("event").getBytes(StandardCharsets.UTF_8)));
        } catch (EventFormatException e) {
            throw new SQLException("incident " + row.getLong("arrival") + " is not readable", e);
        }
    }
}
