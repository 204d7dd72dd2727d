package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Attempt;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.TunnelProtocol;

/** Decides, by its head, what becomes of a request; notes in the exchange what it finds. Touches no connection. */
final class Decider {
    /** What may become of a tunnel: always exactly one of these. */
    interface TunnelOutcomes {
        void tunnel(Target target, Rulebook rules, Identity who);

        void block(Policy policy, Judgement judgement);

        void refuse(Refusal refusal);
    }

    /** What goes on when it is known what became of somebody's signing in. */
    interface AttemptTaker {
        void take(Attempt attempt) throws MalformedMessageException;
    }

    /**
     * What may become of a request: it is read, malformed, or refused unread; and if it is read, always exactly one of the
     * others.
     */
    interface Outcomes extends TunnelOutcomes {
        void read(RequestHead head);

        /** @param content to hold what is sent and fetched against; null for nothing */
        void forward(RequestHead head, Rulebook rules, @Nullable ContentCheck content) throws MalformedMessageException;

        /** To be decided when it is known whether a password is right; {@code next} takes that, on the same event loop. */
        void awaitSignIn(CompletionStage<Attempt> attempt, AttemptTaker next);

        /** Sends the client elsewhere. */
        void redirect(String location);

        /** For an {@code OPTIONS} that is to go no further. */
        void answerOptions();
    }

    private final HttpServices services;
    private final HeadReader reader;

    Decider(HttpServices services, HeadReader reader) {
        this.services = services;
        this.reader = reader;
    }

    /** @throws MalformedMessageException when there is no one way to read the request */
    void decide(HttpRequest request, Arrival client, Exchange exchange, Outcomes outcomes)
            throws MalformedMessageException {
        exchange.clock().enter(Phase.REST);
        Rulebook rules = services.rulebook();
        if (rules != null) {
            exchange.by(rules, rules.identification().identify(client));
        }
        exchange.attempted(request);
        if (isTooMany(client, exchange)) {
            outcomes.refuse(Refusal.TOO_MANY_REQUESTS);
            return;
        }
        RequestHead head = reader.read(request);
        exchange.asked(head);
        outcomes.read(head);
        Identity who = exchange.identity();
        if (rules == null || who == null) {
            outcomes.refuse(Refusal.NOT_READY);
        } else if (!client.isServed(who.zone())) {
            outcomes.refuse(Refusal.OTHER_PLACE);
        } else if (services.via().isIn(head.headers())) {
            outcomes.refuse(Refusal.LOOP);
        } else {
            new Asking(services, client, rules, head, exchange, outcomes).decide(who);
        }
    }

    /** As a CONNECT to the address that a diverted connection was going to. */
    void decide(Target destination, Arrival client, Exchange exchange, TunnelOutcomes outcomes) {
        Rulebook rules = services.rulebook();
        exchange.divertedTo(destination);
        if (rules == null) {
            outcomes.refuse(Refusal.NOT_READY);
            return;
        }
        Identity who = rules.identification().identify(client);
        exchange.by(rules, who);
        if (isTooMany(client, exchange)) {
            outcomes.refuse(Refusal.TOO_MANY_REQUESTS);
        } else if (client.isServed(who.zone())) {
            connect(destination, client, rules, who, exchange, outcomes);
        } else {
            outcomes.refuse(Refusal.OTHER_PLACE);
        }
    }

    /** Where many people share an address, what all of them ask says nothing about one. */
    private boolean isTooMany(Arrival client, Exchange exchange) {
        Identity who = exchange.identity();
        boolean isShared = who != null && who.zone().sharedAddress();
        if (isShared || client.allowance().take(services.nanoTime())) {
            return false;
        }
        exchange.isOver(client.allowance());
        services.overLimit().request();
        return true;
    }

    /** A tunnel to an address may name a host in its ClientHello, and is judged by that then; through a raw one none comes. */
    static void connect(
            Target target, Arrival client, Rulebook rules, Identity who, Exchange exchange, TunnelOutcomes outcomes) {
        if (target.host().isAddress() && rules.tunnelProtocol(target) == TunnelProtocol.TLS) {
            connectToAddress(target, client, rules, who, outcomes);
            return;
        }
        Judgement judgement = rules.judge(who, target, Scheme.CONNECT, null);
        exchange.judged(judgement);
        if (judgement.allows()) {
            outcomes.tunnel(target, rules, who);
        } else {
            block(judgement, client, rules, outcomes);
        }
    }

    /** Once the tunnel is open, nobody can be asked for a password. */
    private static void connectToAddress(
            Target target, Arrival client, Rulebook rules, Identity who, TunnelOutcomes outcomes) {
        if (!rules.mayTunnelTo(target)) {
            outcomes.refuse(Refusal.PORT_NOT_ALLOWED);
        } else if (client.takesPasswords()
                && rules.judge(who, target, Scheme.CONNECT, null).asksWhoItIs()) {
            outcomes.refuse(signIn(client, rules));
        } else {
            outcomes.tunnel(target, rules, who);
        }
    }

    /** What is not allowed: by policy, or until somebody signs in. */
    static void block(Judgement judgement, Arrival client, Rulebook rules, TunnelOutcomes outcomes) {
        if (judgement.asksWhoItIs()) {
            outcomes.refuse(signIn(client, rules));
        } else {
            outcomes.block(rules.policy(), judgement);
        }
    }

    private static Refusal signIn(Arrival client, Rulebook rules) {
        if (!rules.canSignIn()) {
            return Refusal.NO_SIGN_IN;
        }
        return client.takesPasswords() ? Refusal.SIGN_IN : Refusal.SIGN_IN_ELSEWHERE;
    }
}
