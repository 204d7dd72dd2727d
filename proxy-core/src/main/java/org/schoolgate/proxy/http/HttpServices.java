package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.detect.Detector;
import org.schoolgate.proxy.identity.Allowances;
import org.schoolgate.proxy.identity.Neighbours;
import org.schoolgate.proxy.identity.SignIns;
import org.schoolgate.proxy.origin.OriginLoop;
import org.schoolgate.proxy.origin.Origins;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.portal.Portal;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.Network;

/** What all connections of a gateway share. Thread-safe. */
public final class HttpServices {
    private final Supplier<@Nullable Bundle> bundles;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Ledger ledger;
    private final ExchangeMeters meters;
    private final Origins origins;
    private final Via via;
    private final SignIns signIns;
    private final Neighbours neighbours;
    private final DateField date;
    private final SlowClients slowClients = new SlowClients();
    private final OverLimit overLimit = new OverLimit();
    private final Portal portal = new Portal();
    private final Detector detector;
    private final Suspicions suspicions;
    private volatile ClientTerms terms;
    private volatile Allowances allowances;
    /** Of the bundle and the terms seen last; a thread that sees older ones only makes it anew. */
    private volatile @Nullable Rulebook latest;

    /**
     * @param bundles the bundle in force; null when there is none that can be used
     * @param neighbours which interface has which address
     * @param via our name in {@code Via} fields, unlike that of any other proxy
     */
    public HttpServices(
            Supplier<@Nullable Bundle> bundles,
            ClientTerms terms,
            InstantSource clock,
            LongSupplier nanoTime,
            Ledger ledger,
            ExchangeMeters meters,
            Origins origins,
            SignIns signIns,
            Neighbours neighbours,
            Via via) {
        this.bundles = bundles;
        this.terms = terms;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.allowances = new Allowances(terms.requestRate(), nanoTime);
        this.ledger = ledger;
        this.meters = meters;
        this.origins = origins;
        this.signIns = signIns;
        this.neighbours = neighbours;
        this.via = via;
        this.date = new DateField(clock);
        this.detector = new Detector(nanoTime);
        this.suspicions = new Suspicions(detector);
    }

    /**
     * Grants other terms from now on. Which origins are open holds for the next request of every connection; a connection keeps
     * the limits and the request rate that it came in under. Not to be called by several threads.
     */
    public void use(ClientTerms next) {
        if (!next.requestRate().equals(terms.requestRate())) {
            allowances = new Allowances(next.requestRate(), nanoTime);
        }
        terms = next;
    }

    /** What is in force now; null when nothing is, and everything is closed. */
    public @Nullable Rulebook rulebook() {
        Bundle bundle = bundles.get();
        if (bundle == null) {
            return null;
        }
        List<Network> allowOrigins = terms.allowOrigins();
        Rulebook known = latest;
        if (known == null || !known.isOf(bundle, allowOrigins)) {
            known = new Rulebook(bundle, allowOrigins, origins::isOwnAddress, clock, neighbours);
            latest = known;
        }
        return known;
    }

    public InstantSource clock() {
        return clock;
    }

    public LongSupplier monotonicClock() {
        return nanoTime;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    public Limits limits() {
        return terms.limits();
    }

    public Allowances allowances() {
        return allowances;
    }

    SignIns signIns() {
        return signIns;
    }

    public OverLimit overLimit() {
        return overLimit;
    }

    public SlowClients slowClients() {
        return slowClients;
    }

    public Detector detector() {
        return detector;
    }

    Suspicions suspicions() {
        return suspicions;
    }

    Ledger ledger() {
        return ledger;
    }

    ExchangeMeters meters() {
        return meters;
    }

    /** The way to origins on the same event loop. */
    OriginLoop originsFor(Channel client) {
        return origins.on(client.eventLoop());
    }

    /** Whether a connection there would come to one of our own ports. */
    boolean isOurselves(Target target) {
        return origins.isOwnListener(target);
    }

    /** Whether it is the address of an interface of this machine. */
    boolean isOurAddress(Host address) {
        return origins.isOwnAddress(address.addressBytes());
    }

    Via via() {
        return via;
    }

    DateField date() {
        return date;
    }

    Portal portal() {
        return portal;
    }
}
