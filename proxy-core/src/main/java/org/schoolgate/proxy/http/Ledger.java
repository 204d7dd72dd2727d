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
        Supplier<EventId> ids) {}
