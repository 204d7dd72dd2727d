package org.schoolgate.admin.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.locked.Locking;
import org.schoolgate.admin.locked.LockingStore;

final class SqlLockings implements LockingStore {
    private final Jdbi jdbi;

    SqlLockings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Locking> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from lockings order by number")
                .map((row, ctx) -> new Locking(
                        row.getInt("number"),
                        Instant.ofEpochMilli(row.getLong("locked_at")),
                        row.getString("locked_by"),
                        row.getString("sha256"),
                        row.getInt("names"),
                        row.getInt("pages")))
                .list());
    }

    @Override
    public void add(Locking locking) {
        jdbi.useTransaction(handle -> handle.createUpdate(
                        "insert into lockings (number, locked_at, locked_by, sha256, names, pages) "
                                + "values (:number, :at, :by, :sha256, :names, :pages)")
                .bind("number", locking.number())
                .bind("at", locking.at().toEpochMilli())
                .bind("by", locking.by())
                .bind("sha256", locking.sha256())
                .bind("names", locking.names())
                .bind("pages", locking.pages())
                .execute());
    }

    /** SHA-256 of the list in the slot. */
    static Optional<String> current(Handle handle) {
        return handle.createQuery("select sha256 from lockings order by number desc limit 1")
                .mapTo(String.class)
                .findOne();
    }
}
