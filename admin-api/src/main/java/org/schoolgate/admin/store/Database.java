package org.schoolgate.admin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.gateway.GatewayStore;
import org.schoolgate.admin.incident.IncidentStore;
import org.schoolgate.admin.list.EntryStore;
import org.schoolgate.admin.list.SourceStore;
import org.schoolgate.admin.locked.LockingStore;
import org.schoolgate.admin.policy.PolicyStore;
import org.schoolgate.admin.publish.PublishStore;
import org.schoolgate.admin.secret.AdminToken;

/**
 * The database of one installation: SQLite in one file, or one of a PostgreSQL server. What a store has answered is on disk.
 * Stores may be called from any thread that may block; calls within {@link PublishStore#inTransaction} are part of that
 * transaction. Whatever writes is a transaction, and there is one at a time: it sees one state from its first statement to its
 * last, waits five seconds at most for the one before it, and keeps no reader waiting.
 */
public final class Database implements AutoCloseable {
    /*
     * IMMEDIATE: a transaction that reads first and writes later would otherwise fail with SQLITE_BUSY instead of
     * waiting; what it does for SQLite, TransactionsInTurn does for PostgreSQL. FULL: in WAL mode, NORMAL would lose the
     * last commits in a power cut, and with them incidents that were acknowledged.
     */
    private static final String SQLITE = "jdbc:sqlite:%s?journal_mode=WAL&synchronous=FULL&busy_timeout=5000"
            + "&foreign_keys=on&transaction_mode=IMMEDIATE";

    private static final int CONNECTIONS = 4;
    private static final String MIGRATIONS = "classpath:org/schoolgate/admin/store";

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** Opens the file, makes it where there is none, and brings its tables up to date. */
    public static Database open(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SQLITE.formatted(file.toAbsolutePath()));
        return open(config);
    }

    /** Opens a database that is there, and brings its tables up to date; makes them where there are none. */
    public static Database open(PostgresDatabase postgres) {
        Database database = open(postgres.connections());
        database.jdbi.setTransactionHandler(new TransactionsInTurn());
        return database;
    }

    private static Database open(HikariConfig config) {
        config.setPoolName("admin-store");
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).locations(MIGRATIONS).load().migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public AdminToken.Store adminToken() {
        return new SqlAdminToken(jdbi);
    }

    public EntryStore entries() {
        return new SqlEntries(jdbi);
    }

    public GatewayStore gateways() {
        return new SqlGateways(jdbi);
    }

    public IncidentStore incidents() {
        return new SqlIncidents(jdbi);
    }

    public LockingStore lockings() {
        return new SqlLockings(jdbi);
    }

    public PolicyStore policies() {
        return new SqlPolicies(jdbi);
    }

    public PublishStore published() {
        return new SqlPublished(jdbi);
    }

    public SourceStore sources() {
        return new SqlSources(jdbi);
    }

    /** Fails when nothing can be written now. */
    public void checkWritable() {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from settings where name = 'write-probe'");
            handle.execute("insert into settings (name, value) values ('write-probe', '')");
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
