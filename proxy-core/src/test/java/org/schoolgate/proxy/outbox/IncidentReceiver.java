package org.schoolgate.proxy.outbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.schoolgate.rules.event.EventFormatException;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidentJson;

/** What an admin server does with deliveries, with troubles in between: every other delivery is stored, and answered by the next trouble. */
final class IncidentReceiver implements ResponseDefinitionTransformerV2 {
    private final List<EventId> stored = new ArrayList<>();
    private final Deque<ResponseDefinitionBuilder> troubles = new ArrayDeque<>();
    private Predicate<SuspectedIncident> unacceptable = incident -> false;
    private int mostAtOnce = Integer.MAX_VALUE;
    private int repeated;
    private int deliveries;

    /** Forgets everything. */
    synchronized void reset() {
        stored.clear();
        troubles.clear();
        unacceptable = incident -> false;
        mostAtOnce = Integer.MAX_VALUE;
        repeated = 0;
    }

    synchronized List<EventId> stored() {
        return List.copyOf(stored);
    }

    synchronized int repeated() {
        return repeated;
    }

    synchronized void trouble(ResponseDefinitionBuilder answer) {
        troubles.add(answer);
    }

    /** Stores no more than this of a batch, and says so. */
    synchronized void storeAtMost(int incidents) {
        mostAtOnce = incidents;
    }

    synchronized void refuse(Predicate<SuspectedIncident> incidents) {
        unacceptable = incidents;
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        try {
            return receive(SuspectedIncidentJson.readBatch(event.getRequest().getBody())
                            .events())
                    .build();
        } catch (EventFormatException e) {
            return aResponse().withStatus(400).withBody(e.getMessage()).build();
        }
    }

    private ResponseDefinitionBuilder receive(List<SuspectedIncident> batch) {
        if (batch.stream().anyMatch(unacceptable)) {
            return aResponse().withStatus(422);
        }
        EventId last = null;
        for (SuspectedIncident incident : batch.subList(0, Math.min(batch.size(), mostAtOnce))) {
            last = incident.id();
            if (stored.contains(last)) {
                repeated++;
            } else {
                stored.add(last);
            }
        }
        boolean isTroubled = deliveries++ % 2 == 0 && !troubles.isEmpty();
        if (isTroubled) {
            return troubles.remove();
        }
        String accepted = last == null ? "" : last.epoch() + "-" + last.sequence();
        return aResponse().withBody("{\"accepted\":\"" + accepted + "\"}");
    }

    @Override
    public String getName() {
        return "incident-receiver";
    }
}
