package org.schoolgate.admin.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.list.EntryStore;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Edit.Decide;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.ManagerEntry;

final class SqlEntries implements EntryStore {
    private static final String ID_PREFIX = "e";

    private final Jdbi jdbi;

    SqlEntries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    static List<ManagerEntry> all(Handle handle) {
        return handle.createQuery("select * from entries order by number")
                .map((row, ctx) -> entry(row))
                .list();
    }

    @Override
    public ManagerEntry add(HostPattern pattern, Edit edit, String note, Instant createdAt) {
        return jdbi.inTransaction(handle -> {
            long number = Counters.next(handle, "entry");
            handle.createUpdate("insert into entries (number, pattern, action, category, list, note, created_at) "
                            + "values (:number, :pattern, :action, :category, :list, :note, :createdAt)")
                    .bind("number", number)
                    .bind("pattern", pattern.text())
                    .bind("action", edit.id())
                    .bind(
                            "category",
                            edit instanceof Recategorise change
                                    ? change.category().id()
                                    : null)
                    .bind("list", edit instanceof IgnoreList ignore ? ignore.list() : null)
                    .bind("note", note)
                    .bind("createdAt", createdAt.toEpochMilli())
                    .execute();
            return new ManagerEntry(ID_PREFIX + number, pattern, edit, note, createdAt);
        });
    }

    @Override
    public List<ManagerEntry> after(Optional<String> afterId, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from entries where number > :after order by number limit :limit")
                        .bind("after", afterId.flatMap(SqlEntries::number).orElse(0L))
                        .bind("limit", limit)
                        .map((row, ctx) -> entry(row))
                        .list());
    }

    @Override
    public boolean remove(String id) {
        Optional<Long> number = number(id);
        return number.isPresent()
                && jdbi.inTransaction(handle -> handle.createUpdate("delete from entries where number = :number")
                                .bind("number", number.get())
                                .execute())
                        > 0;
    }

    private static Optional<Long> number(String id) {
        if (!id.matches(ID_PREFIX + "\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(id.substring(ID_PREFIX.length())));
    }

    private static ManagerEntry entry(ResultSet row) throws SQLException {
        try {
            return new ManagerEntry(
                    ID_PREFIX + row.getLong("number"),
                    HostPattern.parse(row.getString("pattern")),
                    edit(row),
                    row.getString("note"),
                    Instant.ofEpochMilli(row.getLong("created_at")));
        } catch (HostSyntaxException e) {
            throw new SQLException("entry " + row.getLong("number") + " is no host pattern", e);
        }
    }

    private static Edit edit(ResultSet row) throws SQLException {
        String action = row.getString("action");
        return switch (action) {
            case Recategorise.ID -> new Recategorise(new Category(row.getString("category")));
            case IgnoreList.ID -> new IgnoreList(row.getString("list"));
            default -> new Decide(Action.valueOf(action.toUpperCase(Locale.ROOT)), Set.of());
        };
    }
}
