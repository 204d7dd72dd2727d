package org.schoolgate.admin.gateway;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.schoolgate.admin.secret.Token;

/**
 * The tokens of the enrolled gateways, by their hashes, kept in memory so that a request need not wait for the store.
 */
public final class GatewayTokens {
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

    /** Gives the gateway of this name, new or not, a token; the one that it had then ends. */
    Issued issue(String name) {
        String token = Token.create();
        int number = gateways.enrol(name, Token.hash(token));
        hashes.put(number, Token.hash(token));
        return new Issued(number, token);
    }

    record Issued(int gateway, String token) {}
}
