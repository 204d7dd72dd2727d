package org.schoolgate.admin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.schoolgate.admin.gateway.GatewayStore;
import org.schoolgate.admin.incident.IncidentStore;
import org.schoolgate.admin.list.EntryStore;
import org.schoolgate.admin.list.SourceStore;
import org.schoolgate.admin.live.LiveFactStore;
import org.schoolgate.admin.locked.LockingStore;
import org.schoolgate.admin.people.ChangeStore;
import org.schoolgate.admin.people.ClassStore;
import org.schoolgate.admin.people.DeviceStore;
import org.schoolgate.admin.people.PasswordLinkStore;
import org.schoolgate.admin.people.PersonStore;
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

    private Database(HikariDataSource pool, Jdbi jdbi) {
        this.pool = pool;
        this.jdbi = jdbi;
    }

    /**
     * Opens the file, makes it where there is none, and brings its tables up to date.
     *
     * @throws IOException when it cannot be used
     */
    public static Database open(Path file) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(SQLITE.formatted(file.toAbsolutePath()));
        return open(file.toString(), config, Jdbi::getTransactionHandler);
    }

    /**
     * Opens a database that is there, and brings its tables up to date; makes them where there are none. Whoever else has it open
     * can read from now on, and no longer write.
     *
     * @throws IOException when it cannot be reached or used
     */
    public static Database open(PostgresDatabase postgres) throws IOException {
        return open(postgres.toString(), postgres.connections(), TransactionsInTurn::claiming);
    }

    private static Database open(String name, HikariConfig config, Function<Jdbi, TransactionHandler> transactions)
            throws IOException {
        config.setPoolName("admin-store");
        config.setMaximumPoolSize(CONNECTIONS);
        try {
            return open(new HikariDataSource(config), transactions);
        } catch (RuntimeException e) {
            throw new IOException("the database " + name + " cannot be used: " + Failures.reason(e), e);
        }
    }

    private static Database open(HikariDataSource pool, Function<Jdbi, TransactionHandler> transactions) {
        try {
            Flyway.configure().dataSource(pool).locations(MIGRATIONS).load().migrate();
            Jdbi jdbi = Jdbi.create(pool);
            jdbi.configure(StatementExceptions.class, Database::saysNothingOfWhatIsStored);
            jdbi.setTransactionHandler(transactions.apply(jdbi));
            return new Database(pool, jdbi);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Failures are logged, and what a statement was to write may be what pupils did. */
    private static void saysNothingOfWhatIsStored(StatementExceptions messages) {
        messages.setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /** Whether a store failed because the database does not answer now, or is kept busy, and the same may succeed later. */
    public static boolean isOutage(Throwable failure) {
        return Failures.isOutage(failure);
    }

    /** Why a store failed, for people: what to look at. */
    public static String explain(RuntimeException failure) {
        return Failures.explain(failure);
    }

    public AdminToken.Store adminToken() {
        return new SqlAdminToken(jdbi);
    }

    public ChangeStore peopleChanges() {
        return new SqlPeopleChanges(jdbi);
    }

    public ClassStore classes() {
        return new SqlClasses(jdbi);
    }

    public DeviceStore devices() {
        return new SqlDevices(jdbi);
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

    public LiveFactStore liveFacts() {
        return new SqlLiveFacts(jdbi);
    }

    public LockingStore lockings() {
        return new SqlLockings(jdbi);
    }

    public PasswordLinkStore passwordLinks() {
        return new SqlPasswordLinks(jdbi);
    }

    public PersonStore people() {
        return new SqlPeople(jdbi);
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
