package org.schoolgate.admin.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.schoolgate.admin.people.ClassRecord;
import org.schoolgate.admin.people.ClassStore;

final class SqlClasses implements ClassStore {
    private final Jdbi jdbi;

    SqlClasses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<ClassRecord> all() {
        return jdbi.withHandle(SqlClasses::all);
    }

    static List<ClassRecord> all(Handle handle) {
        return handle.createQuery("select * from classes").map((row, ctx) -> schoolClass(row)).list().stream()
                .sorted(Comparator.comparing(ClassRecord::id))
                .toList();
    }

    @Override
    public void put(Collection<ClassRecord> classes) {
        if (classes.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into classes (id, name, teachers, lessons, source) "
                    + "values (:id, :name, :teachers, :lessons, :source) "
                    + "on conflict (id) do update set name = excluded.name, teachers = excluded.teachers, "
                    + "lessons = excluded.lessons, source = excluded.source");
            for (ClassRecord each : classes) {
                batch.bind("id", each.id())
                        .bind("name", each.name())
                        .bind("teachers", JsonText.ofSet(each.teachers()))
                        .bind("lessons", JsonText.of(each.lessons()))
                        .bind("source", each.source())
                        .add();
            }
            batch.execute();
        });
    }

    @Override
    public void remove(Collection<String> ids) {
        jdbi.useTransaction(handle -> ids.forEach(id -> handle.execute("delete from classes where id = ?", id)));
    }

    private static ClassRecord schoolClass(ResultSet row) throws SQLException {
        return new ClassRecord(
                row.getString("id"),
                row.getString("name"),
                JsonText.readSet(row.getString("teachers")),
                JsonText.read(row.getString("lessons"), new TypeReference<>() {}),
                row.getString("source"));
    }
}
