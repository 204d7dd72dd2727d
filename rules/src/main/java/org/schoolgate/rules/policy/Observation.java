package org.schoolgate.rules.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.policy.PolicyDocument.ObserveSection;

/**
 * Observe mode: for some days, what rules block goes through, and is written down as what would have been blocked. What keeps
 * people safe stays blocked: locked lists, the risk floor, what persons have contained or restricted; and for pupils adult
 * sites and self-harm, and everything while lists are missing that would tell which sites are such.
 */
final class Observation {
    private static final Set<Step> OBSERVED =
            EnumSet.of(Step.CLOSURE, Step.NAMED, Step.CATEGORY, Step.UNLISTED, Step.DEFAULT);
    /** Of which no site is let through to a pupil. */
    private static final Set<Category> KEPT_FROM_PUPILS = keptFromPupils();

    private final @Nullable ObserveSection section;
    private final ZoneId zone;
    private final Instant begin;
    private final Instant end;
    private final Set<String> roles = new HashSet<>();
    private final boolean isBlind;

    /** @param isBlind whether required lists are missing */
    Observation(PolicyDocument document, boolean isBlind) {
        this.isBlind = isBlind;
        this.section = document.observe();
        this.zone = document.school().timeZone();
        this.begin = section == null ? Instant.MAX : midnight(section.from());
        this.end = section == null ? Instant.MIN : midnight(section.until().plusDays(1));
        Set<String> named = section == null ? Set.of() : section.roles();
        document.roles().keySet().stream()
                .filter(id -> Lineage.of(id, document.roles()).reaches(named))
                .forEach(roles::add);
    }

    private static Set<Category> keptFromPupils() {
        Set<Category> kept = new HashSet<>(RiskFloor.ALWAYS);
        kept.add(new Category("adult"));
        kept.add(new Category("mixed_adult"));
        kept.add(new Category("self_harm"));
        return Set.copyOf(kept);
    }

    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** The decision, or in its place that the request goes through although it would be blocked. */
    Decision over(Decision settled, Question question) {
        return settled.action() == Action.BLOCK && isOn(question) && mayPass(settled.reason(), question)
                ? new Decision.Allow(settled.reason(), true)
                : settled;
    }

    private boolean isOn(Question question) {
        return isOn(question.at()) && roles.contains(question.role().id());
    }

    private boolean isOn(Instant at) {
        return !at.isBefore(begin) && at.isBefore(end);
    }

    private boolean mayPass(Reason reason, Question question) {
        boolean isKept = question.role().isPupil() && (isBlind || isKeptFromPupils(question));
        return OBSERVED.contains(reason.step()) && !isKept;
    }

    private static boolean isKeptFromPupils(Question question) {
        for (Match match : question.verdict().listings()) {
            if (KEPT_FROM_PUPILS.contains(match.category())) {
                return true;
            }
        }
        return false;
    }

    /** When it begins or ends next; null when it does neither any more. */
    @Nullable
    Instant nextChange(Instant at) {
        if (section == null || !at.isBefore(end)) {
            return null;
        }
        return at.isBefore(begin) ? begin : end;
    }

    /** For whom until when, by whose word; null while it is not on. */
    @Nullable
    String banner(Instant at) {
        return isOn(at) ? describe(at) : null;
    }

    /** The same before and after it; null where the policy has none. */
    @Nullable
    String describe(Instant at) {
        ObserveSection observe = section;
        if (observe == null) {
            return null;
        }
        if (!at.isBefore(end)) {
            return "observe: it ended on " + observe.until() + ", and can be taken out";
        }
        String who = observe.roles().isEmpty()
                ? "everyone"
                : String.join(", ", observe.roles().stream().sorted().toList());
        String since = at.isBefore(begin) ? "is on from " + observe.from() : "is on";
        return "observe: it " + since + " for " + who + " until the end of " + observe.until() + ", approved by "
                + observe.approvedBy() + ": what rules block goes through, and is written down as observed";
    }
}
