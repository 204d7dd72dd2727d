package org.schoolgate.cli.console;

import java.time.Instant;
import java.util.Map;
import org.schoolgate.rules.Provenance;

/** Where a list comes from, as the same two keys wherever a list is told of in JSON. */
public final class ProvenanceFacts {
    private ProvenanceFacts() {}

    /** Adds them; what is not known is null. */
    public static void put(Provenance provenance, Map<String, Object> facts) {
        facts.put("fetchedAt", provenance.fetchedAt().map(Instant::toString).orElse(null));
        facts.put("licence", provenance.licence().isEmpty() ? null : provenance.licence());
    }
}
