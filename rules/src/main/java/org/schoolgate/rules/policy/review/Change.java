package org.schoolgate.rules.policy.review;

import java.util.List;

/**
 * One thing that a policy changes.
 *
 * @param roles whom it is about, by their ids; empty where it is about no role
 * @param among whom of those it is about alone, in words, as in {@code in class 7a}; empty for all of them
 * @param when in words, as in {@code in lessons}; empty at all times
 * @param what it is about: categories, a host, a key of the policy
 * @param before what was said or decided; empty where there was nothing
 * @param after what is now; empty where there is nothing any more
 * @param text all of it as one sentence for people
 */
public record Change(
        ChangeKind kind,
        Direction direction,
        List<String> roles,
        String among,
        String when,
        List<String> what,
        String before,
        String after,
        String text) {
    public Change {
        roles = List.copyOf(roles);
        what = List.copyOf(what);
    }

    /** One that is about no role and no time. */
    static Change of(ChangeKind kind, Direction direction, String what, String before, String after, String text) {
        return new Change(kind, direction, List.of(), "", "", List.of(what), before, after, text);
    }

    public boolean isLoosening() {
        return direction == Direction.LOOSENING;
    }

    /** Whether not even the network manager can make it alone. */
    public boolean needsSecondPerson() {
        return isLoosening() && !kind.isForManagerAlone();
    }
}
