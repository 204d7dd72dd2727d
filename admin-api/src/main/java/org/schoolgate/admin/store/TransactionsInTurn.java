package org.schoolgate.admin.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/** Transactions of PostgreSQL one after the other, whichever connection they are on, as {@code BEGIN IMMEDIATE} has them in SQLite. */
final class TransactionsInTurn extends DelegatingTransactionHandler {
    /*
     * At the isolation of read committed each statement sees what was committed when it began. A commit is visible before its
     * locks are released, so that every statement after this one sees all of the transactions before, and nobody writes
     * meanwhile. At repeatable read all statements would see what this one saw, which was taken before it waited.
     */
    private static final long LOCK = 0x7363_686f_6f6c_6761L; // any number: that of all who write to this database

    TransactionsInTurn() {
        super(new LocalTransactionHandler());
    }

    @Override
    public void begin(Handle handle) {
        super.begin(handle);
        handle.execute("select pg_advisory_xact_lock(?)", LOCK);
    }
}
