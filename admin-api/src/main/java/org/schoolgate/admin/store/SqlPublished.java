package org.schoolgate.admin.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.schoolgate.admin.people.GatewayPeople;
import org.schoolgate.admin.people.Register;
import org.schoolgate.admin.publish.PolicyText;
import org.schoolgate.admin.publish.PublishStore;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.LiveFacts;

final class SqlPublished implements PublishStore {
    private final Jdbi jdbi;

    SqlPublished(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Jdbi binds the transaction's handle to the thread, and every other store's call on it takes that handle. */
    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return jdbi.inTransaction(handle -> work.get());
    }

    @Override
    public Optional<Generation> position() {
        return jdbi.withHandle(handle -> handle.createQuery("select epoch, generation from published")
                .map((row, ctx) -> new Generation(row.getLong("epoch"), row.getLong("generation")))
                .findOne());
    }

    @Override
    public void setPosition(Generation position) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from published");
            handle.createUpdate("insert into published (epoch, generation) values (:epoch, :generation)")
                    .bind("epoch", position.epoch())
                    .bind("generation", position.generation())
                    .execute();
        });
    }

    @Override
    public PolicyText policy() {
        return jdbi.withHandle(SqlPolicies::current);
    }

    @Override
    public Optional<String> lockedList() {
        return jdbi.withHandle(SqlLockings::current);
    }

    @Override
    public LiveFacts live(Instant at) {
        return jdbi.withHandle(handle -> new LiveFacts(SqlEntries.all(handle), SqlLiveFacts.open(handle, at)));
    }

    @Override
    public People people() {
        return jdbi.withHandle(handle -> GatewayPeople.of(
                Register.of(SqlPeople.all(handle), SqlClasses.all(handle), SqlDevices.all(handle)),
                SqlPeople.passwords(handle)));
    }
}
