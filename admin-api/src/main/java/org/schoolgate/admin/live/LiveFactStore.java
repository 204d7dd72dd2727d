package org.schoolgate.admin.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.schoolgate.admin.live.KeptFact.Ending;
import org.schoolgate.rules.policy.LiveFact;

/** What was given for a while, and what was ended before its time. It grows: nothing in it is changed or deleted. */
public interface LiveFactStore {
    /**
     * Keeps a new fact.
     *
     * @param made the fact with the id that it gets, which none had before
     * @param remarks lines
     */
    KeptFact add(LiveFact.Kind kind, Function<String, LiveFact> made, Instant givenAt, List<String> remarks);

    /** False where there is none with this id, or it was ended before. */
    boolean end(LiveFact.Kind kind, String id, Ending ending);

    Optional<KeptFact> find(LiveFact.Kind kind, String id);

    /**
     * Those of one kind, the last to be given first.
     *
     * @param before number of the last one that is not wanted any more
     * @param openAt only those that nobody ended, and that end after this instant; empty for all
     */
    List<KeptFact> newestFirst(LiveFact.Kind kind, long before, Optional<Instant> openAt, int limit);

    /** How many of one kind nobody ended, and end after this instant. */
    long countOpen(LiveFact.Kind kind, Instant at);
}
