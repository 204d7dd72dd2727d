package org.schoolgate.proxy.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;
import org.schoolgate.rules.Host;

/**
 * The allowance of each client that was here lately. Bounded: of more clients than that, those not seen for long begin
 * anew. Thread-safe.
 */
public final class Allowances {
    private static final int MAX_CLIENTS = 32_768;

    private final RequestRate rate;
    private final LongSupplier nanoTime;
    /** By address as text, which is ordered: addresses that somebody chose to collide cost no more than others. */
    private final Cache<String, Allowance> byClient;

    public Allowances(RequestRate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.byClient = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .executor(Runnable::run)
                .build();
    }

    /** To be asked for once a connection. */
    public Allowance of(Host client) {
        return byClient.get(client.text(), address -> new Allowance(rate, nanoTime.getAsLong()));
    }
}
