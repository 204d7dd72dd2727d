package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.portal.Reader;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Asked;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Ruling;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.access.AccessRecord.Who;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.policy.PathLogging;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Step;

/**
 * What is known of one exchange while it lasts; becomes exactly one access record when it {@link #end ends}, whatever
 * happened. Confined to the event loop of its client.
 */
public final class Exchange {
    private static final String HELP = "help";

    private static final int MAX_CLAIMED_HOST = 255;

    private final HttpServices services;
    private final String client;
    private final long startNanos;
    private final Reader reader;
    private String method = "";
    private Scheme scheme = Scheme.HTTP;
    private String host = "";
    private int port;
    private String path = "";
    private @Nullable Policy policy;
    private @Nullable Identity identity;
    private @Nullable Judgement judgement;
    private @Nullable EventId reference;
    private @Nullable CompletionStage<Void> incidentStored;
    private Outcome outcome = Outcome.REFUSE;
    private @Nullable String note;
    private int status;
    private boolean ended;

    /** @param client address, as text */
    Exchange(HttpServices services, String client, long startNanos, Reader reader) {
        this.services = services;
        this.client = client;
        this.startNanos = startNanos;
        this.reader = reader;
    }

    /** A request that may yet turn out to be malformed. */
    void attempted(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            method = request.method().name();
            String claimed = request.headers().get(HttpHeaderNames.HOST, "");
            host = claimed.substring(0, Math.min(claimed.length(), MAX_CLAIMED_HOST));
        }
    }

    void asked(RequestHead head) {
        method = head.method().name();
        scheme = head.isConnect() ? Scheme.CONNECT : Scheme.HTTP;
        host = head.target().host().text();
        port = head.target().port();
        path = head.path();
    }

    void by(Policy inForce, Identity who) {
        policy = inForce;
        identity = who;
    }

    /** The decision that counts. A tunnel to an address is judged again, by the name in its ClientHello. */
    public void judged(Judgement latest) {
        judgement = latest;
        host = latest.host().text();
        outcome = latest.allows() ? Outcome.ALLOW : Outcome.BLOCK;
        if (!latest.allows() && reference == null) {
            EventId id = services.ledger().ids().get();
            reference = id;
            incidentStored = raise(id, latest);
        }
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
        return policy;
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

    /** For people to quote; null unless blocked. */
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

    void answered(int statusCode) {
        status = statusCode;
    }

    /** Writes the record. Later calls do nothing, so that every way to the end may call it. */
    void end(long bytesIn, long bytesOut) {
        if (ended) {
            return;
        }
        ended = true;
        long millis = TimeUnit.NANOSECONDS.toMillis(services.nanoTime() - startNanos);
        Instant now = services.clock().instant();
        Sent sent = new Sent(status, bytesIn, bytesOut, millis);
        services.ledger().records().accept(new AccessRecord(now, who(), what(), sent, ruling(), reference(), note));
    }

    /** Whoever asks for help is nobody: the address of the client is not kept either. */
    private Who who() {
        Identity known = identity;
        if (known == null) {
            return new Who(client, "", "", null, "");
        }
        String role = known.principal().role();
        String how = known.principal().how().id();
        return isHelp()
                ? new Who("", known.zone().id(), role, null, how)
                : new Who(client, known.zone().id(), role, known.principal().person(), how);
    }

    private Asked what() {
        return isHelp()
                ? new Asked(method, scheme.id(), "", 0, null)
                : new Asked(method, scheme.id(), host, port, loggedPath());
    }

    private boolean isHelp() {
        return judgement != null && judgement.decision().reason().step() == Step.HELP;
    }

    private @Nullable String loggedPath() {
        boolean logs = policy != null
                && judgement != null
                && scheme == Scheme.HTTP
                && policy.pathLogging(judgement.verdict()) == PathLogging.PATH_AND_QUERY;
        return logs ? path : null;
    }

    private Ruling ruling() {
        if (judgement == null) {
            return new Ruling(outcome, "", "", null, null, null, null);
        }
        Reason reason = judgement.decision().reason();
        if (isHelp()) {
            return new Ruling(outcome, reason.step().id(), HELP, HELP, null, null, null);
        }
        Category category = reason.category();
        Match match = reason.match();
        return new Ruling(
                outcome,
                reason.step().id(),
                reason.rule(),
                category == null ? null : category.id(),
                match == null ? null : match.list(),
                match == null ? null : match.file(),
                match == null ? null : (Integer) match.line());
    }

    private @Nullable CompletionStage<Void> raise(EventId id, Judgement blocked) {
        Reason reason = blocked.decision().reason();
        Category category = reason.category();
        Identity who = blocked.identity();
        String role = who.principal().role();
        if (policy == null || category == null || !policy.isAlerting(category, role)) {
            return null;
        }
        Match match = reason.match();
        return services.ledger()
                .incidents()
                .apply(new SuspectedIncident(
                        id,
                        services.clock().instant(),
                        SuspectedIncident.BLOCKED,
                        category.id(),
                        host,
                        loggedPath(),
                        method,
                        who.zone().id(),
                        role,
                        who.principal().how().id(),
                        client,
                        reason.rule(),
                        reason.step().id(),
                        match == null ? null : match.list(),
                        match == null ? null : (Integer) match.line()));
    }
}
