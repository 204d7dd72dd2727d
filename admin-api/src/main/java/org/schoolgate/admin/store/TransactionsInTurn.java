package org.schoolgate.admin.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/**
 * Transactions of PostgreSQL one after the other, whichever connection they are on, as {@code BEGIN IMMEDIATE} has them in SQLite;
 * and of one process alone, as the lock of a data folder has it: of the one that claimed the database last.
 */
final class TransactionsInTurn extends DelegatingTransactionHandler {
    /*
     * At the isolation of read committed each statement sees what was committed when it began. A commit is visible before its
     * locks are released, so that every statement after this one sees all of the transactions before, and nobody writes
     * meanwhile. At repeatable read all statements would see what this one saw, which was taken before it waited.
     */
    private static final String TAKE_TURN = "select pg_advisory_xact_lock(?)";

    /** Any number: that of all who write to this database. */
    private static final long TURN = 0x7363_686f_6f6c_6761L;

    private static final String CLAIM = "writer";

    private final String claim;

    private TransactionsInTurn(String claim) {
        super(new LocalTransactionHandler());
        this.claim = claim;
    }

    /** From now on transactions of handlers that were made before fail. */
    static TransactionsInTurn claiming(Jdbi jdbi) {
        String claim = UUID.randomUUID().toString();
        jdbi.useTransaction(handle -> {
            handle.execute(TAKE_TURN, TURN);
            handle.execute(
                    "insert into settings (name, value) values (?, ?) "
                            + "on conflict (name) do update set value = excluded.value",
                    CLAIM,
                    claim);
        });
        return new TransactionsInTurn(claim);
    }

    /** @throws TakenException when another process has claimed the database since */
    @Override
    public void begin(Handle handle) {
        super.begin(handle);
        handle.execute(TAKE_TURN, TURN);
        String writer = handle.createQuery("select value from settings where name = ?")
                .bind(0, CLAIM)
                .mapTo(String.class)
                .one();
        if (!writer.equals(claim)) {
            throw new TakenException();
        }
    }
}
