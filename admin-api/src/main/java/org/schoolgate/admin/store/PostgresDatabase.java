package org.schoolgate.admin.store;

import com.zaxxer.hikari.HikariConfig;

/** A database of a PostgreSQL server, and who we are there. */
public final class PostgresDatabase {
    /*
     * As SQLite is opened: who waits for another writer gives up after five seconds, and what is committed is on disk, whatever
     * the server is set to.
     */
    private static final String SESSION = "set lock_timeout = '5s'; set synchronous_commit = on";

    private final String url;
    private final String user;
    private final String password;

    PostgresDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    HikariConfig connections() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(SESSION);
        return config;
    }
}
