package org.schoolgate.admin.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.schoolgate.admin.people.Change;
import org.schoolgate.admin.people.ChangeStore;
import org.schoolgate.admin.people.RecordedChange;

final class SqlPeopleChanges implements ChangeStore {
    private static final String COUNTER = "people-change";

    private final Jdbi jdbi;

    SqlPeopleChanges(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Instant at, String by, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            long number = Counters.next(handle, COUNTER, changes.size()) - changes.size();
            PreparedBatch batch = handle.prepareBatch(
                    "insert into people_changes (number, changed_at, changed_by, kind, subject, action, detail) "
                            + "values (:number, :at, :by, :kind, :subject, :action, :detail)");
            for (Change change : changes) {
                batch.bind("number", ++number)
                        .bind("at", at.toEpochMilli())
                        .bind("by", by)
                        .bind("kind", change.kind().id())
                        .bind("subject", change.subject())
                        .bind("action", change.action().id())
                        .bind("detail", change.detail())
                        .add();
            }
            batch.execute();
        });
    }

    @Override
    public List<RecordedChange> newestFirst(long before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from people_changes where number < :before order by number desc limit :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, ctx) -> new RecordedChange(
                        row.getLong("number"),
                        Instant.ofEpochMilli(row.getLong("changed_at")),
                        row.getString("changed_by"),
                        new Change(
                                Change.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                row.getString("subject"),
                                Change.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                                row.getString("detail"))))
                .list());
    }
}
