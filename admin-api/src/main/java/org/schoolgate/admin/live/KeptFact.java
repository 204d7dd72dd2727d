package org.schoolgate.admin.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.LiveFact;

/**
 * A fact in the record.
 *
 * @param number in the order in which they were given, whatever their kind
 * @param givenAt when it was decided, which may be before it begins
 * @param remarks what there was to say of it then
 * @param ending null unless somebody ended it before its time
 */
public record KeptFact(
        long number,
        LiveFact fact,
        Instant givenAt,
        List<String> remarks,
        @Nullable Ending ending) {
    public KeptFact {
        remarks = List.copyOf(remarks);
    }

    /** @param by id of the person who ended it, as claimed */
    public record Ending(Instant at, String by) {}
}
