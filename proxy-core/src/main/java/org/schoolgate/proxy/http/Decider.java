package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ExchangeClock.Phase;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.TunnelProtocol;
import org.schoolgate.rules.rewrite.Rewriting;

/** Decides, by its head, what becomes of a request; notes in the exchange what it finds. Touches no connection. */
final class Decider {
    /** What may become of a tunnel: always exactly one of these. */
    interface TunnelOutcomes {
        void tunnel(Target target, Rulebook rules, Identity who);

        void block(Policy policy, Judgement judgement);

        void refuse(Refusal refusal);
    }

    /**
     * What may become of a request: it is read, malformed, or refused unread; and if it is read, always exactly one of the
     * others.
     */
    interface Outcomes extends TunnelOutcomes {
        void read(RequestHead head);

        /** @param content to hold what is sent and fetched against; null for nothing */
        void forward(RequestHead head, Rulebook rules, @Nullable ContentCheck content) throws MalformedMessageException;

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
            exchange.by(rules, client.identify(rules.policy()));
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
        } else if (head.isConnect()) {
            connect(head.target(), rules, who, exchange, outcomes);
        } else {
            plain(head, rules, who, exchange, outcomes);
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
        Identity who = client.identify(rules.policy());
        exchange.by(rules, who);
        if (isTooMany(client, exchange)) {
            outcomes.refuse(Refusal.TOO_MANY_REQUESTS);
        } else if (client.isServed(who.zone())) {
            connect(destination, rules, who, exchange, outcomes);
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

    private static void plain(RequestHead head, Rulebook rules, Identity who, Exchange exchange, Outcomes outcomes)
            throws MalformedMessageException {
        Judgement judgement = rules.judge(who, head.target(), Scheme.HTTP, head.path());
        exchange.judged(judgement);
        if (!judgement.allows()) {
            outcomes.block(rules.policy(), judgement);
        } else if (head.webSocket() != null && !judgement.allowsUpgrade()) {
            outcomes.refuse(Refusal.UPGRADE_NOT_ALLOWED);
        } else if (DnsOverHttp.isIn(head.headers())) {
            outcomes.refuse(Refusal.DNS_OVER_HTTP);
        } else if (head.maxForwards() != null && head.maxForwards().endsHere()) {
            outcomes.answerOptions();
        } else {
            carry(head, rules, judgement, exchange, outcomes);
        }
    }

    /** By what it is about to send, as far as its head tells. */
    private static void carry(RequestHead head, Rulebook rules, Judgement allowed, Exchange exchange, Outcomes outcomes)
            throws MalformedMessageException {
        ContentCheck content = rules.contentCheck(head, allowed);
        Judgement latest = content == null ? null : content.request();
        if (latest != null) {
            exchange.judged(latest);
        }
        if (latest != null && !latest.allows()) {
            outcomes.block(rules.policy(), latest);
        } else {
            forward(head, rules, content, exchange, outcomes);
        }
    }

    /** Asks services for what the role has of them. */
    private static void forward(
            RequestHead head, Rulebook rules, @Nullable ContentCheck content, Exchange exchange, Outcomes outcomes)
            throws MalformedMessageException {
        Identity who = Objects.requireNonNull(exchange.identity());
        Rewriting rewriting = rules.rewriting(who, head);
        if (rewriting == null) {
            outcomes.forward(head, rules, content);
        } else if (head.hasBody() && rewriting.isUndoneBy(head.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))) {
            outcomes.refuse(Refusal.UNSAFE_SEARCH);
        } else {
            exchange.rewritten(rewriting);
            outcomes.forward(head.rewritten(rewriting), rules, content);
        }
    }

    /** A tunnel to an address may name a host in its ClientHello, and is judged by that then; through a raw one none comes. */
    private static void connect(
            Target target, Rulebook rules, Identity who, Exchange exchange, TunnelOutcomes outcomes) {
        if (target.host().isAddress() && rules.tunnelProtocol(target) == TunnelProtocol.TLS) {
            if (rules.mayTunnelTo(target)) {
                outcomes.tunnel(target, rules, who);
            } else {
                outcomes.refuse(Refusal.PORT_NOT_ALLOWED);
            }
            return;
        }
        Judgement judgement = rules.judge(who, target, Scheme.CONNECT, null);
        exchange.judged(judgement);
        if (judgement.allows()) {
            outcomes.tunnel(target, rules, who);
        } else {
            outcomes.block(rules.policy(), judgement);
        }
    }
}
