package org.schoolgate.admin.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.list.Source;
import org.schoolgate.admin.list.SourceStore;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ReadingOptions;

final class SqlSources implements SourceStore {
    private final Jdbi jdbi;

    SqlSources(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Source> all() {
        // Sorted here: databases sort texts in ways of their own.
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from sources").map((row, ctx) -> source(row)).list().stream()
                        .sorted(Comparator.comparing(Source::name))
                        .toList());
    }

    @Override
    public void put(Source source) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from sources where name = ?", source.name());
            handle.createUpdate(
                            "insert into sources "
                                    + "(name, format, category, suffixes, names_alone, licence, file, size, uploaded_at, lists) "
                                    + "values (:name, :format, :category, :suffixes, :namesAlone, :licence, :file, :size, :uploadedAt, :lists)")
                    .bind("name", source.name())
                    .bind("format", source.format().id())
                    .bind("category", source.category().map(Category::id).orElse(null))
                    .bind("suffixes", source.options().takesSuffixes())
                    .bind("namesAlone", source.options().namesAlone())
                    .bind("licence", source.licence())
                    .bind("file", source.file())
                    .bind("size", source.size())
                    .bind("uploadedAt", source.uploadedAt().toEpochMilli())
                    .bind("lists", JsonText.of(source.lists()))
                    .execute();
        });
    }

    @Override
    public void remove(String name) {
        jdbi.useTransaction(handle -> handle.execute("delete from sources where name = ?", name));
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                row.getString("name"),
                ListFormat.of(row.getString("format")),
                Optional.ofNullable(row.getString("category")).map(Category::new),
                new ReadingOptions(row.getBoolean("suffixes"), row.getBoolean("names_alone")),
                row.getString("licence"),
                row.getString("file"),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")),
                JsonText.read(row.getString("lists"), new TypeReference<>() {}));
    }
}
