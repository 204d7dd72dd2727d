package org.schoolgate.admin.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Restriction;
import org.schoolgate.rules.policy.Whom;

/** A restriction as it is sent: of a person, or of a class, a room or a role in an exam. */
record NewRestriction(
        @Nullable String by,
        @Nullable String person,
        @JsonProperty("class") @Nullable String schoolClass,
        @Nullable String room,
        @Nullable String role,
        @Nullable List<String> categories,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until) {
    /** A sanction is looked at again before it goes on. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final Duration LONGEST_EXAM = Duration.ofHours(8);

    Function<String, LiveFact> read(Bundle bundle, Instant now) {
        Whom whom = WhomField.only(
                bundle,
                new WhomField(Whom.Kind.PERSON, person),
                new WhomField(Whom.Kind.CLASS, schoolClass),
                new WhomField(Whom.Kind.ROOM, room),
                new WhomField(Whom.Kind.ROLE, role));
        Set<Category> closed = Categories.read("categories", categories);
        Duration longest = whom.kind() == Whom.Kind.PERSON ? LONGEST : LONGEST_EXAM;
        Function<String, Given> given = new NewGiven(by, "note", note, from, until).read(bundle, now, whom, longest);
        return id -> new Restriction(given.apply(id), whom, closed);
    }
}
