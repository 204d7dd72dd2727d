package org.schoolgate.proxy.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;

/**
 * Where exchanges are written down. All three are called on event loops and never block.
 *
 * @param records one for each exchange, at its end
 * @param incidents one for each blocked exchange that someone should look at, when it is blocked; completes when it is safe
 * @param ids the number of the next blocked exchange
 */
public record Ledger(
        Consumer<AccessRecord> records,
        Function<SuspectedIncident, CompletionStage<Void>> incidents,
        Supplier<EventId> ids) {
    /** A suspected incident that was handed over; {@code stored} completes when it is safe. */
    record Raised(EventId id, CompletionStage<Void> stored) {}

    /** Numbers an incident and hands it over in one step, so that event loops cannot overtake each other in between. */
    synchronized Raised raise(Function<EventId, SuspectedIncident> incident) {
        EventId id = ids.get();
        return new Raised(id, incidents.apply(incident.apply(id)));
    }
}
