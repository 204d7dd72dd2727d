package org.schoolgate.proxy.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.detect.Act;
import org.schoolgate.proxy.detect.Detector;
import org.schoolgate.proxy.detect.Finding;
import org.schoolgate.proxy.detect.Sighting;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.portal.Occasion;
import org.schoolgate.proxy.portal.Reader;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.policy.Audience;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Scheme;

/** Tells the detector of blocks and refusals, and puts in words what it finds. */
final class Suspicions {
    private static final String CIRCUMVENTION = "circumvention";

    private final Detector detector;

    Suspicions(Detector detector) {
        this.detector = detector;
    }

    /**
     * What a block is.
     *
     * @param client address
     * @return null when nobody need look at it, someone will because of one before it, or help was looked for
     */
    @Nullable
    Suspicion ofBlock(Judgement blocked, Policy policy, String client, Scheme scheme, Reader reader) {
        if (blocked.isHelp()) {
            return null;
        }
        Alert alert = Alert.of(blocked, policy).orElse(null);
        Reason reason = blocked.decision().reason();
        Category category = reason.category();
        boolean isPlain = scheme == Scheme.HTTP;
        Act act = act(blocked, policy);
        boolean isCounted = Answers.occasion(reason) == Occasion.BLOCKED
                && !reason.isAssumed()
                && (!isPlain || reader.wantsPage())
                && (category == null || !policy.detection().uncounted().contains(category));
        Sighting sighting = new Sighting(
                client,
                blocked.identity().zone().sharedAddress(),
                isDevice(policy, blocked.identity()),
                blocked.host().text(),
                isPlain && reader.isBrowsing(),
                isCounted,
                alert == null ? null : alert.category().id(),
                act);
        return switch (detector.note(sighting, policy.detection())) {
            case NOTHING, WITHHELD -> null;
            case ALERT -> alert == null ? null : ofAlert(alert, reason);
            case REPEATED ->
                new Suspicion(
                        SuspectedIncident.REPEATED,
                        category == null ? "" : category.id(),
                        reason.match(),
                        reason.rule(),
                        reason.step().id());
            case CIRCUMVENTION -> ofActs(act, reason.step().id());
        };
    }

    private static Suspicion ofAlert(Alert alert, Reason reason) {
        return new Suspicion(
                SuspectedIncident.BLOCKED,
                alert.category().id(),
                alert.match(),
                reason.rule(),
                reason.step().id());
    }

    private static Suspicion ofActs(@Nullable Act last, String step) {
        return new Suspicion(SuspectedIncident.CIRCUMVENTION, CIRCUMVENTION, null, last == null ? "" : last.id(), step);
    }

    /** A locked entry is none: what it is of is nobody's business. */
    private static @Nullable Act act(Judgement blocked, Policy policy) {
        Reason reason = blocked.decision().reason();
        Category category = reason.category();
        if (reason.isSealed()
                || reason.isAssumed()
                || category == null
                || !policy.detection().evasive().contains(category)) {
            return null;
        }
        return blocked.host().isAddress() ? Act.ADDRESS : Act.EVASIVE_SITE;
    }

    /**
     * What a refusal is.
     *
     * @param error its token
     * @return null when nobody need look at it
     */
    @Nullable
    Suspicion ofRefusal(@Nullable String error, Policy policy, Identity who, String client, String host) {
        Act act = Act.ofRefusal(error);
        if (act == null) {
            return null;
        }
        Sighting sighting =
                new Sighting(client, who.zone().sharedAddress(), isDevice(policy, who), host, false, false, null, act);
        return detector.note(sighting, policy.detection()) == Finding.CIRCUMVENTION ? ofActs(act, "") : null;
    }

    private static boolean isDevice(Policy policy, Identity who) {
        return policy.role(who.principal().role()).audience() == Audience.DEVICE;
    }
}
