package org.schoolgate.admin.gateway;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.schoolgate.admin.gateway.GatewayStore.EnrolledGateway;
import org.schoolgate.admin.secret.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the enrolled gateways, by their hashes, kept in memory so that a request need not wait for the store.
 */
public final class GatewayTokens {
    private static final Logger log = LoggerFactory.getLogger(GatewayTokens.class);

    private final GatewayStore gateways;
    private final Map<Integer, String> hashes;

    public GatewayTokens(GatewayStore gateways) {
        this.gateways = gateways;
        this.hashes = new ConcurrentHashMap<>(gateways.tokenHashes());
    }

    /** The number of the gateway whose token this is. */
    public OptionalInt holder(String token) {
        return hashes.entrySet().stream()
                .filter(hash -> Token.matches(token, hash.getValue()))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** Enrols a gateway in the place of those before it, whose tokens end. */
    Issued issue() {
        String token = Token.create();
        EnrolledGateway gateway = gateways.enrol(Token.hash(token));
        hashes.clear();
        hashes.put(gateway.number(), Token.hash(token));
        log.info("Enrolled {}", gateway.name());
        return new Issued(gateway.number(), gateway.name(), token);
    }

    record Issued(int gateway, String name, String token) {}
}
