package org.schoolgate.admin.publish;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.LiveFacts;

/** What the publisher finds in the store, and keeps there. */
public interface PublishStore {
    /** Runs all calls of {@code work} to any store of the same database as one transaction. */
    <T> T inTransaction(Supplier<T> work);

    /** What was published last; empty before the first time. */
    Optional<Generation> position();

    void setPosition(Generation position);

    /** The policy in force. */
    PolicyText policy();

    /** SHA-256 of the locked list that is in the slot; empty as long as the slot is not armed. */
    Optional<String> lockedList();

    /** The manager's entries, and the facts that end after that instant and that nobody ended. */
    LiveFacts live(Instant at);

    /** The people, classes and devices as gateways get them; {@link People#NONE} where there are none. */
    People people();
}
