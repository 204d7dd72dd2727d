package org.schoolgate.proxy.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncidentJson;

/** What the admin server says about a batch: {@code {"accepted":"EPOCH-SEQUENCE"}}, the last incident that it stored. */
final class DeliveryReceipt {
    private static final JsonMapper JSON = new JsonMapper();

    private DeliveryReceipt() {}

    /**
     * How many of the batch are stored, from the first on; at least one.
     *
     * @throws IOException when the answer is about something else
     */
    static int count(byte[] answer, List<SpooledEvent> batch) throws IOException {
        String accepted = accepted(answer);
        for (int i = batch.size() - 1; i >= 0; i--) {
            EventId id = SuspectedIncidentJson.read(batch.get(i).json()).id();
            if (accepted.equals(id.epoch() + "-" + id.sequence())) {
                return i + 1;
            }
        }
        throw new IOException("the admin server accepted something that was not sent: " + accepted);
    }

    private static String accepted(byte[] answer) throws IOException {
        try {
            return JSON.readTree(answer).path("accepted").asText();
        } catch (JsonProcessingException e) {
            throw new IOException("the admin server's answer is no JSON", e);
        }
    }
}
