package org.schoolgate.admin.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class StoresOnPostgresTest extends StoresOnBothDatabases {
    private Database database;

    @BeforeEach
    void open() throws Exception {
        Postgres server = Postgres.shared();
        database = Database.open(PostgresDatabase.at(server.newDatabase(), server.credentials()));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    Database database() {
        return database;
    }
}
