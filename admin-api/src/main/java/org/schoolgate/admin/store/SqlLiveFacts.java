package org.schoolgate.admin.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.schoolgate.admin.live.KeptFact;
import org.schoolgate.admin.live.KeptFact.Ending;
import org.schoolgate.admin.live.LiveFactStore;
import org.schoolgate.rules.bundle.BundleException;
import org.schoolgate.rules.bundle.LiveFactJson;
import org.schoolgate.rules.policy.LiveFact;

/** An id is the first letter of the kind, and the number. */
final class SqlLiveFacts implements LiveFactStore {
    private static final String FACTS =
            "select f.*, e.ended_at, e.ended_by from live_facts f left join live_fact_endings e on e.number = f.number";
    private static final String OPEN = "e.number is null and f.ends_at > :at";

    private final Jdbi jdbi;

    SqlLiveFacts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of all kinds that are open, the first to be given first. */
    static List<LiveFact> open(Handle handle, Instant at) {
        return handle.createQuery(FACTS + " where " + OPEN + " order by f.number")
                .bind("at", at.toEpochMilli())
                .map((row, ctx) -> kept(row).fact())
                .list();
    }

    @Override
    public KeptFact add(LiveFact.Kind kind, Function<String, LiveFact> made, Instant givenAt, List<String> remarks) {
        return jdbi.inTransaction(handle -> {
            long number = Counters.next(handle, "live-fact");
            LiveFact fact = made.apply(prefix(kind) + number);
            handle.createUpdate("insert into live_facts (number, kind, given_at, ends_at, fact, remarks) "
                            + "values (:number, :kind, :givenAt, :endsAt, :fact, :remarks)")
                    .bind("number", number)
                    .bind("kind", kind.id())
                    .bind("givenAt", givenAt.toEpochMilli())
                    .bind("endsAt", fact.given().until().toEpochMilli())
                    .bind("fact", new String(LiveFactJson.write(fact), StandardCharsets.UTF_8))
                    .bind("remarks", String.join("\n", remarks))
                    .execute();
            return new KeptFact(number, fact, givenAt, remarks, null);
        });
    }

    @Override
    public boolean end(LiveFact.Kind kind, String id, Ending ending) {
        return jdbi.inTransaction(handle -> {
            Optional<KeptFact> kept = find(handle, kind, id);
            if (kept.isEmpty() || kept.get().ending() != null) {
                return false;
            }
            handle.createUpdate("insert into live_fact_endings (number, ended_at, ended_by) values (:number, :at, :by)")
                    .bind("number", kept.get().number())
                    .bind("at", ending.at().toEpochMilli())
                    .bind("by", ending.by())
                    .execute();
            return true;
        });
    }

    @Override
    public Optional<KeptFact> find(LiveFact.Kind kind, String id) {
        return jdbi.withHandle(handle -> find(handle, kind, id));
    }

    private static Optional<KeptFact> find(Handle handle, LiveFact.Kind kind, String id) {
        if (!id.matches(prefix(kind) + "\\d{1,18}")) {
            return Optional.empty();
        }
        return handle.createQuery(FACTS + " where f.number = :number and f.kind = :kind")
                .bind("number", Long.parseLong(id.substring(prefix(kind).length())))
                .bind("kind", kind.id())
                .map((row, ctx) -> kept(row))
                .findOne();
    }

    private static String prefix(LiveFact.Kind kind) {
        return kind.id().substring(0, 1);
    }

    @Override
    public List<KeptFact> newestFirst(LiveFact.Kind kind, long before, Optional<Instant> openAt, int limit) {
        String open = openAt.isPresent() ? " and " + OPEN : "";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(FACTS + " where f.kind = :kind and f.number < :before" + open
                            + " order by f.number desc limit :limit")
                    .bind("kind", kind.id())
                    .bind("before", before)
                    .bind("limit", limit);
            openAt.ifPresent(at -> query.bind("at", at.toEpochMilli()));
            return query.map((row, ctx) -> kept(row)).list();
        });
    }

    @Override
    public long countOpen(LiveFact.Kind kind, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from live_facts f left join"
                        + " live_fact_endings e on e.number = f.number where f.kind = :kind and " + OPEN)
                .bind("kind", kind.id())
                .bind("at", at.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    private static KeptFact kept(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        String endedBy = row.getString("ended_by");
        try {
            return new KeptFact(
                    number,
                    LiveFactJson.read(row.getString("fact").getBytes(StandardCharsets.UTF_8)),
                    Instant.ofEpochMilli(row.getLong("given_at")),
                    row.getString("remarks").lines().toList(),
                    endedBy == null ? null : new Ending(Instant.ofEpochMilli(row.getLong("ended_at")), endedBy));
        } catch (BundleException e) {
            throw new SQLException("live fact " + number + " is not readable", e);
        }
    }
}
