package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Attempt;
import org.schoolgate.proxy.identity.Attempt.Failed;
import org.schoolgate.proxy.identity.Attempt.Pending;
import org.schoolgate.proxy.identity.Attempt.Right;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.identity.SignIns;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Redirect;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.SignIn;
import org.schoolgate.rules.rewrite.Rewriting;

/**
 * A request that was read: finds out who makes it, as far as that matters, and decides. A wrong password is never taken for
 * none: only what needs nobody is had by it. Confined to the client's event loop.
 */
final class Asking {
    private static final String REDIRECT = "redirect";

    private final HttpServices services;
    private final Arrival client;
    private final Rulebook rules;
    private final RequestHead head;
    private final Exchange exchange;
    private final Decider.Outcomes outcomes;

    Asking(
            HttpServices services,
            Arrival client,
            Rulebook rules,
            RequestHead head,
            Exchange exchange,
            Decider.Outcomes outcomes) {
        this.services = services;
        this.client = client;
        this.rules = rules;
        this.head = head;
        this.exchange = exchange;
        this.outcomes = outcomes;
    }

    /** @param known who it is, as far as is known without a password */
    void decide(Identity known) throws MalformedMessageException {
        String field = head.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION);
        People people = rules.identification().people();
        if (field == null || people == People.NONE) {
            decideFor(known);
        } else if (!client.takesPasswords() || known.zone().signIn() == SignIn.OFF || !rules.canSignIn()) {
            decideFor(claimed(known, SignIns.claim(field, people)));
        } else {
            boolean isShared = known.zone().sharedAddress();
            take(known, services.signIns().attempt(field, client.client(), isShared, people));
        }
    }

    private void take(Identity known, Attempt attempt) throws MalformedMessageException {
        if (attempt instanceof Right right) {
            signedIn(right);
        } else if (needsNobody(known)) {
            decideFor(known);
        } else if (attempt instanceof Pending pending) {
            outcomes.awaitSignIn(pending.outcome(), outcome -> settle(known, outcome));
        } else {
            settle(known, attempt);
        }
    }

    private void settle(Identity known, Attempt attempt) throws MalformedMessageException {
        if (attempt instanceof Right right) {
            signedIn(right);
        } else if (attempt instanceof Failed failed) {
            claimed(known, failed.claimed());
            outcomes.refuse(Refusal.of(failed));
        }
    }

    private void signedIn(Right right) throws MalformedMessageException {
        exchange.signedIn(right.who());
        Identity who = rules.identification().identify(client, right.who());
        exchange.by(rules, who);
        decideFor(who);
    }

    private Identity claimed(Identity known, @Nullable String person) {
        Identity claiming = person == null ? known : known.claiming(person);
        exchange.by(rules, claiming);
        return claiming;
    }

    private boolean needsNobody(Identity known) {
        Scheme scheme = head.isConnect() ? Scheme.CONNECT : Scheme.HTTP;
        return rules.judge(known, head.target(), scheme, head.isConnect() ? null : head.path())
                .needsNobody();
    }

    private void decideFor(Identity who) throws MalformedMessageException {
        if (head.isConnect()) {
            Decider.connect(head.target(), client, rules, who, exchange, outcomes);
        } else {
            plain(who);
        }
    }

    private void plain(Identity who) throws MalformedMessageException {
        Judgement judgement = rules.judge(who, head.target(), Scheme.HTTP, head.path());
        exchange.judged(judgement);
        if (!judgement.allows()) {
            Decider.block(judgement, client, rules, outcomes);
        } else if (head.webSocket() != null && !judgement.allowsUpgrade()) {
            outcomes.refuse(Refusal.UPGRADE_NOT_ALLOWED);
        } else if (DnsOverHttp.isIn(head.headers())) {
            outcomes.refuse(Refusal.DNS_OVER_HTTP);
        } else if (head.maxForwards() != null && head.maxForwards().endsHere()) {
            outcomes.answerOptions();
        } else {
            redirect(judgement);
        }
    }

    /** Whoever asks for a host that the policy leads away from is sent there, and asks anew. */
    private void redirect(Judgement allowed) throws MalformedMessageException {
        Redirect redirect = rules.policy().redirect(head.target().host());
        if (redirect != null && head.path().startsWith("/")) {
            exchange.rewritten(REDIRECT);
            outcomes.redirect(redirect.location(head.path()));
        } else {
            carry(allowed);
        }
    }

    /** By what it is about to send, as far as its head tells. */
    private void carry(Judgement allowed) throws MalformedMessageException {
        ContentCheck content = rules.contentCheck(head, allowed);
        Judgement latest = content == null ? null : content.request();
        if (latest != null) {
            exchange.judged(latest);
        }
        if (content != null) {
            content.askForNoParts();
        }
        if (latest != null && !latest.allows()) {
            outcomes.block(rules.policy(), latest);
        } else {
            forward(allowed.identity(), content);
        }
    }

    /** Asks services for what the role has of them. */
    private void forward(Identity who, @Nullable ContentCheck content) throws MalformedMessageException {
        Rewriting rewriting = rules.rewriting(who, head);
        if (rewriting == null) {
            outcomes.forward(head, rules, content);
        } else if (head.hasBody() && rewriting.isUndoneBy(head.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))) {
            outcomes.refuse(Refusal.UNSAFE_SEARCH);
        } else {
            exchange.rewritten(rewriting.text());
            outcomes.forward(head.rewritten(rewriting), rules, content);
        }
    }
}
