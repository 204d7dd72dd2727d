package org.schoolgate.admin.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The enrolled gateways. */
public interface GatewayStore {
    /**
     * Enrols a gateway in the place of those before it, which stay in the list without a valid token. Its number, from 1,
     * is given once and never again; its name is {@code gateway-NUMBER}.
     */
    EnrolledGateway enrol(String tokenHash);

    /** Hashes of the valid tokens, by the number of the gateway. */
    Map<Integer, String> tokenHashes();

    void report(int number, GatewayStatus status, Instant at);

    /** By number. */
    List<EnrolledGateway> all();

    /**
     * @param lastSeen null for one that has never reported
     * @param replaced whether another was enrolled in its place
     */
    record EnrolledGateway(
            int number,
            String name,
            GatewayStatus status,
            @Nullable Instant lastSeen,
            boolean replaced) {}
}
