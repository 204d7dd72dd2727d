package org.schoolgate.rules.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;

/**
 * Why a request was decided as it was.
 *
 * @param rule what settled it: a rule's id, {@code manager/ID} or {@code entry/PATTERN} for an entry, {@code role/ID} for
 *     what a role says of categories, of unlisted sites and by default, {@code grant/ID} and the like for a {@link LiveFact},
 *     else the name of a built-in set or rule
 * @param category null where no category was looked at (an entry, an unlisted site, a default)
 * @param match the list entry that gave the category; null where no list was involved
 * @param policyVersion of the policy that decided, see {@link PolicyDocument#version}
 * @param clause of the school's acceptable-use policy that the rule enforces; null where the rule cites none
 * @param until when the time of a rule that blocks is over, or the live fact; null where it has none, or none that ends within
 *     a year or so
 */
public record Reason(
        Step step,
        String rule,
        @Nullable Category category,
        @Nullable Match match,
        String policyVersion,
        @Nullable String clause,
        @Nullable Instant until) {
    /** The rule by which everything but the help set is closed while a locked list that was armed is missing. */
    public static final String LOCKED_LIST_MISSING = "locked_list_missing";

    /** Whether it is about a locked list: then the address must not be written down, nor shown. */
    public boolean isSealed() {
        return step == Step.LOCKED;
    }

    /** Whether it is over as soon as somebody signs in. */
    public boolean asksWhoItIs() {
        return step == Step.WHO;
    }

    /** Whether it rests on what is not known; nobody is suspected of anything by that. */
    public boolean isAssumed() {
        return match != null && match.isAssumed();
    }
}
