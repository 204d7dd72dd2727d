package org.schoolgate.admin.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.people.PersonRecord;
import org.schoolgate.admin.people.PersonStore;

final class SqlPeople implements PersonStore {
    private final Jdbi jdbi;

    SqlPeople(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<PersonRecord> all() {
        return jdbi.withHandle(SqlPeople::all);
    }

    static List<PersonRecord> all(Handle handle) {
        // Sorted here: databases sort texts in ways of their own.
        return handle.createQuery("select * from people").map((row, ctx) -> person(row)).list().stream()
                .sorted(Comparator.comparing(PersonRecord::id))
                .toList();
    }

    /** By the ids of those who have one. */
    static Map<String, String> passwords(Handle handle) {
        Map<String, String> hashes = new HashMap<>();
        handle.createQuery("select id, password_hash from people where password_hash is not null")
                .map((row, ctx) -> hashes.put(row.getString("id"), row.getString("password_hash")))
                .list();
        return hashes;
    }

    @Override
    public void put(Collection<PersonRecord> people) {
        if (people.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "insert into people (id, name, username, role, year_group, year_since, classes, leaver, source) "
                            + "values (:id, :name, :username, :role, :year, :yearSince, :classes, :leaver, :source) "
                            + "on conflict (id) do update set name = excluded.name, username = excluded.username, "
                            + "role = excluded.role, year_group = excluded.year_group, year_since = excluded.year_since, "
                            + "classes = excluded.classes, leaver = excluded.leaver, source = excluded.source, "
                            + "password_hash = case when excluded.leaver then null else people.password_hash end");
            people.forEach(person -> bind(batch, person).add());
            batch.execute();
            handle.execute("delete from password_links where person in (select id from people where leaver)");
        });
    }

    private static PreparedBatch bind(PreparedBatch batch, PersonRecord person) {
        return batch.bind("id", person.id())
                .bind("name", person.name())
                .bind("username", person.username())
                .bind("role", person.role())
                .bind("year", person.year())
                .bind("yearSince", yearSince(person))
                .bind("classes", JsonText.ofSet(person.classes()))
                .bind("leaver", person.leaver())
                .bind("source", person.source());
    }

    private static @Nullable Long yearSince(PersonRecord person) {
        Instant since = person.yearSince();
        return since == null ? null : Long.valueOf(since.toEpochMilli());
    }

    @Override
    public void renewYears(Collection<PersonRecord> people) {
        if (people.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "update people set year_since = :yearSince where id = :id and year_group = :year");
            people.forEach(person -> batch.bind("id", person.id())
                    .bind("year", person.year())
                    .bind("yearSince", yearSince(person))
                    .add());
            batch.execute();
        });
    }

    @Override
    public void remove(String id) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from people where id = ?", id);
            handle.execute("delete from password_links where person = ?", id);
        });
    }

    @Override
    public void setPasswords(Map<String, String> hashes) {
        if (hashes.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("update people set password_hash = :hash where id = :id");
            hashes.forEach((id, hash) -> batch.bind("id", id).bind("hash", hash).add());
            batch.execute();
            PreparedBatch links = handle.prepareBatch("delete from password_links where person = :id");
            hashes.keySet().forEach(id -> links.bind("id", id).add());
            links.execute();
        });
    }

    @Override
    public Set<String> withPassword() {
        return jdbi.withHandle(SqlPeople::passwords).keySet();
    }

    private static PersonRecord person(ResultSet row) throws SQLException {
        return new PersonRecord(
                row.getString("id"),
                row.getString("name"),
                row.getString("username"),
                row.getString("role"),
                row.getString("year_group"),
                instant(row, "year_since"),
                JsonText.readSet(row.getString("classes")),
                row.getBoolean("leaver"),
                row.getString("source"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
