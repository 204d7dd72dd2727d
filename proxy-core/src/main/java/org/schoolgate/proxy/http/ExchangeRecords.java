package org.schoolgate.proxy.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Asked;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Ruling;
import org.schoolgate.rules.access.AccessRecord.Sent;
import org.schoolgate.rules.access.AccessRecord.Timing;
import org.schoolgate.rules.access.AccessRecord.Tunnel;
import org.schoolgate.rules.access.AccessRecord.Who;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Step;

/**
 * What is written down of one exchange. Whoever asks for help is nobody: neither the address of the client is kept, nor
 * which of the help set's sites it was. What devices need in order to work is no person's doing. Of a locked list's entry, its
 * id is kept, and the address is not.
 *
 * @param client address
 * @param identity null where no policy says
 * @param asked as far as it may be written down
 * @param judgement null where there is none
 * @param rewritten what services were asked for besides; null for nothing
 * @param tunnel null where none was accepted; a server name in it would tell which site of the help set it was
 */
record ExchangeRecords(
        String client,
        @Nullable Identity identity,
        Asked asked,
        @Nullable Judgement judgement,
        Outcome outcome,
        @Nullable Tunnel tunnel,
        @Nullable String reference,
        @Nullable String rewritten,
        @Nullable String note) {
    private static final String HELP = "help";

    AccessRecord accessRecord(Instant time, Sent sent, Timing timing) {
        return isHelp()
                ? new AccessRecord(time, nobody(), sealed(asked), sent, timing, help(), null, reference, null, note)
                : new AccessRecord(time, who(), asked, sent, timing, ruling(), tunnel, reference, rewritten, note);
    }

    SuspectedIncident incident(EventId id, Suspicion suspicion, Instant at) {
        Who who = who();
        Match match = suspicion.match();
        return new SuspectedIncident(
                id,
                at,
                suspicion.kind(),
                suspicion.category(),
                asked.host(),
                asked.path(),
                asked.method(),
                who.zone(),
                who.role(),
                who.how(),
                client,
                suspicion.rule(),
                suspicion.step(),
                match == null ? null : match.list().name(),
                match == null ? null : match.line(),
                judgement != null && judgement.decision().isObserved(),
                who.principal(),
                who.device(),
                who.claimed());
    }

    private boolean isHelp() {
        return judgement != null && judgement.isHelp();
    }

    private Who who() {
        if (identity == null) {
            return new Who(client, "", "", null, "");
        }
        Principal principal = identity.principal();
        boolean isOfDevices = judgement != null && judgement.needsNobody();
        return new Who(
                client,
                identity.zone().id(),
                principal.role(),
                isOfDevices ? null : principal.person(),
                principal.how().id(),
                principal.device(),
                isOfDevices ? null : principal.claimed());
    }

    private Who nobody() {
        Who who = who();
        return new Who("", who.zone(), who.role(), null, who.how());
    }

    /** The same without the address. */
    static Asked sealed(Asked asked) {
        return new Asked(asked.method(), asked.scheme(), "", 0, null);
    }

    private Ruling help() {
        return new Ruling(outcome, Step.HELP.id(), HELP, HELP, null, null, null, false);
    }

    private Ruling ruling() {
        if (judgement == null) {
            return new Ruling(outcome, "", "", null, null, null, null, false);
        }
        Reason reason = judgement.decision().reason();
        boolean observed = judgement.decision().isObserved();
        Category category = reason.category();
        String categoryId = category == null ? null : category.id();
        Match match = reason.match();
        return match == null
                ? new Ruling(outcome, reason.step().id(), reason.rule(), categoryId, null, null, null, observed)
                : new Ruling(
                        outcome,
                        reason.step().id(),
                        reason.rule(),
                        categoryId,
                        match.list().name(),
                        match.file(),
                        match.line(),
                        observed);
    }
}
