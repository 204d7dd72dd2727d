package org.schoolgate.admin.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class StoresOnSqliteTest extends StoresOnBothDatabases {
    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(folder.resolve("admin.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }
}
