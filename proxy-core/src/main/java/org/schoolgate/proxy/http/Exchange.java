package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Allowance;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.identity.SignedIn;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.portal.Reader;
import org.schoolgate.rules.access.AccessRecord.Asked;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.access.UrlSecrets;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.policy.PathLogging;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Scheme;

/**
 * What is known of one exchange while it lasts; becomes exactly one access record when it {@link #end ends}, whatever
 * happened, but for those that a client asks beyond its {@link Allowance}. Confined to the event loop of its client.
 */
public final class Exchange {
    private static final int MAX_CLAIMED_HOST = 255;

    private final HttpServices services;
    private final String client;
    private final ExchangeClock clock;
    private final Reader reader;
    private String method = "";
    private Scheme scheme = Scheme.HTTP;
    private String host = "";
    private String authority = "";
    private int port;
    private String path = "";
    private @Nullable Rulebook rules;
    private @Nullable Identity identity;
    private @Nullable SignedIn signedIn;
    private @Nullable Judgement judgement;
    private @Nullable EventId reference;
    private @Nullable CompletionStage<Void> incidentStored;
    private Outcome outcome = Outcome.REFUSE;
    private @Nullable String rewritten;
    private @Nullable String note;
    private @Nullable String serverName;
    private boolean hasEch;
    private @Nullable TunnelEnd tunnelEnd;
    private @Nullable Allowance exhausted;
    private int status;
    private boolean ended;

    /**
     * @param client address, as text
     * @param startNanos when the first byte of the request came
     */
    Exchange(HttpServices services, String client, long startNanos, Reader reader) {
        this.services = services;
        this.client = client;
        this.clock = new ExchangeClock(services.monotonicClock(), startNanos);
        this.reader = reader;
    }

    /** One of which nothing was read: its connection was turned away, or ended within the head. */
    static Exchange unread(HttpServices services, Arrival client, long startNanos) {
        Exchange exchange = new Exchange(services, client.client().text(), startNanos, Reader.of(null, null, null));
        Rulebook rules = services.rulebook();
        if (rules != null) {
            exchange.by(rules, rules.identification().identify(client));
        }
        return exchange;
    }

    ExchangeClock clock() {
        return clock;
    }

    /** A request that may yet turn out to be malformed. */
    void attempted(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            method = request.method().name();
            String claimed = request.headers().get(HttpHeaderNames.HOST, "");
            authority = claimed.substring(0, Math.min(claimed.length(), MAX_CLAIMED_HOST));
            host = UrlSecrets.maskAuthority(authority);
        }
    }

    void asked(RequestHead head) {
        method = head.method().name();
        scheme = head.isConnect() ? Scheme.CONNECT : Scheme.HTTP;
        host = head.target().host().text();
        authority = head.target().authority();
        port = head.target().port();
        path = head.path();
    }

    /** A tunnel that nobody asked for in words. */
    void divertedTo(Target destination) {
        method = HttpMethod.CONNECT.name();
        scheme = Scheme.CONNECT;
        host = destination.host().text();
        authority = destination.authority();
        port = destination.port();
    }

    void by(Rulebook inForce, Identity who) {
        rules = inForce;
        identity = who;
    }

    /** Another request than the client's goes to the origin, or none: the client is sent elsewhere. */
    void rewritten(String how) {
        rewritten = how;
    }

    /** Somebody gave the right password. */
    void signedIn(SignedIn who) {
        signedIn = who;
    }

    /** Null where nobody did. */
    @Nullable
    SignedIn signedIn() {
        return signedIn;
    }

    /** The decision that counts. A tunnel to an address is judged again, by the name in its ClientHello. */
    public void judged(Judgement latest) {
        judgement = latest;
        host = latest.host().text();
        if (latest.asksWhoItIs()) {
            failed(Refusal.SIGN_IN);
            return;
        }
        outcome = latest.allows() ? Outcome.ALLOW : Outcome.BLOCK;
        if (reference == null) {
            lookAt(latest);
        }
    }

    /**
     * Judges again what was allowed and is open, by the rules of today. Nobody asks for anything, so a block is no incident.
     *
     * @param inForce null where there are none
     * @return null where it is not allowed any more; that is what the record will say then
     */
    @Nullable
    Judgement judgeAgain(@Nullable Rulebook inForce, Arrival arrival, Target opened) {
        if (inForce == null) {
            failed(Refusal.NOT_READY);
            return null;
        }
        SignedIn known = signedIn == null ? arrival.signedIn() : signedIn;
        Identity who = inForce.identification().identify(arrival, known);
        Judgement latest = inForce.judge(who, opened, scheme, scheme == Scheme.CONNECT ? null : path);
        if (!arrival.isServed(who.zone())) {
            failed(Refusal.OTHER_PLACE);
            return null;
        }
        if (latest.allows()) {
            return latest;
        }
        by(inForce, who);
        judgement = latest;
        outcome = Outcome.BLOCK;
        if (latest.asksWhoItIs()) {
            failed(Refusal.SIGN_IN);
        }
        return null;
    }

    /** What a tunnel's ClientHello shows. */
    public void greeted(@Nullable String sni, boolean ech) {
        serverName = sni == null ? null : sni.substring(0, Math.min(sni.length(), MAX_CLAIMED_HOST));
        hasEch = ech;
    }

    /** Why an accepted tunnel ends; what is said first counts. */
    public void tunnelEnded(TunnelEnd why) {
        if (tunnelEnd == null) {
            tunnelEnd = why;
        }
    }

    /** Null as long as nothing ended it. */
    public @Nullable TunnelEnd tunnelEnd() {
        return tunnelEnd;
    }

    /** Completes when the suspected incident is safe; null when there is none. */
    @Nullable
    CompletionStage<Void> incidentStored() {
        return incidentStored;
    }

    /** Who will read what we answer. */
    Reader reader() {
        return reader;
    }

    /** By which it is judged; null where none was in force. */
    @Nullable
    Policy policy() {
        return rules == null ? null : rules.policy();
    }

    /** By whom it is asked; null where no policy says. */
    @Nullable
    Identity identity() {
        return identity;
    }

    /** As decided on; null when none could be read. */
    @Nullable
    String host() {
        return host.isEmpty() ? null : host;
    }

    /** For people to quote; null unless blocked, or refused and a suspected incident. */
    @Nullable
    String reference() {
        return reference == null ? null : reference.reference();
    }

    /** The request is not carried out, and that is not policy's doing; {@code token} says why, if possible of RFC 9209. */
    public void refused(String token) {
        outcome = Outcome.REFUSE;
        note = token;
    }

    /** The request was in order, but failed. */
    public void broken(String token) {
        outcome = Outcome.ERROR;
        note = token;
    }

    void failed(Refusal refusal) {
        if (refusal.isFault()) {
            broken(refusal.error());
        } else {
            refused(refusal.error());
        }
    }

    /** The client left before the end; that is no error. */
    void leftByClient() {
        note = "client_closed";
    }

    /** The gateway stopped before the end; that is no error either. */
    void stopped() {
        note = "stopped";
    }

    /** It is one too many of a client, of whom not all such are written down. */
    void isOver(Allowance allowance) {
        exhausted = allowance;
    }

    void answered(int statusCode) {
        status = statusCode;
    }

    /** Writes the record, if it is to have one. Later calls do nothing, so that every way to the end may call it. */
    void end(long bytesIn, long bytesOut) {
        if (!ended) {
            ended = true;
            lookAtRefusal();
            Sent sent = new Sent(status, bytesIn, bytesOut);
            clock.stop();
            count(sent);
            if (exhausted == null || exhausted.isNoted(services.nanoTime())) {
                record(sent);
            } else {
                services.overLimit().unrecorded();
            }
        }
    }

    private void record(Sent sent) {
        services.ledger()
                .records()
                .accept(records().accessRecord(services.clock().instant(), sent, clock.timing()));
    }

    private void count(Sent sent) {
        ExchangeMeters meters = services.meters();
        meters.ended(outcome, sent);
        meters.took(kind(), clock);
        if (identity != null) {
            meters.isOf(identity.principal().how());
        }
        if (outcome == Outcome.BLOCK && judgement != null) {
            meters.blocked(judgement.decision().reason().step());
        } else if (outcome == Outcome.ALLOW && judgement != null && judgement.isObserved()) {
            meters.observed(judgement.decision().reason().step());
        } else if (outcome != Outcome.ALLOW && note != null) {
            meters.failed(note);
        }
    }

    private ExchangeMeters.Kind kind() {
        if (tunnelEnd != null) {
            return ExchangeMeters.Kind.TUNNEL;
        }
        return outcome == Outcome.BLOCK || outcome == Outcome.REFUSE
                ? ExchangeMeters.Kind.OWN
                : ExchangeMeters.Kind.REQUEST;
    }

    /** A block that was only observed is as suspect as one that was carried out; no page quotes a reference then. */
    private void lookAt(Judgement latest) {
        boolean isBlocked = !latest.allows();
        boolean isSuspect = isBlocked || latest.isObserved();
        Suspicion suspicion = rules == null || !isSuspect
                ? null
                : services.suspicions().ofBlock(latest, rules.policy(), client, scheme, reader);
        if (suspicion != null) {
            raise(suspicion);
        } else if (isBlocked) {
            reference = services.ledger().ids().get();
        }
    }

    /** Only when it is known what the refusal is of. */
    private void lookAtRefusal() {
        if (outcome != Outcome.REFUSE || reference != null || rules == null || identity == null) {
            return;
        }
        Suspicion suspicion = services.suspicions().ofRefusal(note, rules.policy(), identity, client, host);
        if (suspicion != null) {
            raise(suspicion);
        }
    }

    private void raise(Suspicion suspicion) {
        ExchangeRecords records = records();
        Instant at = services.clock().instant();
        Ledger.Raised raised = services.ledger().raise(id -> records.incident(id, suspicion, at));
        reference = raised.id();
        incidentStored = raised.stored();
    }

    private ExchangeRecords records() {
        Asked whole = new Asked(method, scheme.id(), host, port, keepsPath() ? UrlSecrets.maskPath(path) : null);
        Asked asked = isSealed() ? ExchangeRecords.sealed(whole) : whole;
        return new ExchangeRecords(client, identity, asked, judgement, outcome, tunnel(), reference(), rewritten, note);
    }

    /** Null unless one was accepted. The name in it may be one that the CONNECT did not have. */
    private @Nullable Tunnel tunnel() {
        if (tunnelEnd == null) {
            return null;
        }
        boolean isShown = serverName != null && rules != null && !isSealed() && !rules.isLocked(serverName, path);
        return new Tunnel(isShown ? serverName : null, hasEch, tunnelEnd.id());
    }

    private boolean keepsPath() {
        return rules != null
                && judgement != null
                && scheme == Scheme.HTTP
                && rules.policy().pathLogging(judgement.verdict()) == PathLogging.PATH_AND_QUERY;
    }

    /**
     * Whether the address belongs to a locked list, or may; also that of a request that was refused before it was judged.
     * Without a bundle nobody can say what is locked.
     */
    private boolean isSealed() {
        if (judgement != null) {
            return judgement.decision().reason().isSealed();
        }
        return rules == null || rules.isLocked(authority, path);
    }
}
