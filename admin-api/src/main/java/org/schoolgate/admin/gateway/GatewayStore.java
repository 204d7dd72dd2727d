package org.schoolgate.admin.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The enrolled gateways. */
public interface GatewayStore {
    /**
     * Enrols a gateway, or gives the one of this name a new token; its old token then ends.
     *
     * @return its number, from 1, which it keeps
     */
    int enrol(String name, String tokenHash);

    /** Hashes of the valid tokens, by the number of the gateway. */
    Map<Integer, String> tokenHashes();

    void report(int number, GatewayStatus status, Instant at);

    /** By number. */
    List<EnrolledGateway> all();

    /** @param lastSeen null for one that has never reported */
    record EnrolledGateway(
            int number,
            String name,
            GatewayStatus status,
            @Nullable Instant lastSeen) {}
}
